/**
 * Tokens that are bound to a key or to a certificate (RFC 9449, RFC 8705 section 3): who may use one. Whoever takes tokens asks here, so that a
 * bound one is a bearer token nowhere. Proofs are judged by oauth2.dpop.
 */
@NullMarked
package services.auth.oauth2.binding;

import org.jspecify.annotations.NullMarked;
