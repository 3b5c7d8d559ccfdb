/**
 * The whole system under load: as many users, logins and revoked tokens as a large installation has, each scenario beside what bounds it
 * from above, measured in the same minute on the same machine.
 */
@NullMarked
package services.benchmarks.load;

import org.jspecify.annotations.NullMarked;
