/**
 * Six-digit codes that go by mail, each good once, for ten minutes and for five tries. They rest in Redis as keyed hashes. What
 * they are good for is each feature's own; how often they may be asked for and tried is counted here, for each recipient, over
 * all of them.
 */
@NullMarked
package services.auth.onetimecode;

import org.jspecify.annotations.NullMarked;
