/** What a request says beside its body: the ids in its path, and on what it depends. */
@NullMarked
package services.auth.request;

import org.jspecify.annotations.NullMarked;
