/**
 * {@code POST /oauth2/par}: a client sends an authorization request here itself and gives its user only the name of it (RFC 9126). What is
 * checked of it and how it is kept belongs to request.
 */
@NullMarked
package services.auth.oauth2.par;

import org.jspecify.annotations.NullMarked;
