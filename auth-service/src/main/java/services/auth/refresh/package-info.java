/** {@code POST /refresh}: a new pair of tokens against a refresh token. How one is judged stands in session. */
@NullMarked
package services.auth.refresh;

import org.jspecify.annotations.NullMarked;
