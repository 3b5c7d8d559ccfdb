/**
 * From where a request comes: the other end of the connection, or what a trusted proxy says of it in {@code Forwarded}
 * (RFC 7239) or {@code X-Forwarded-For}. Nothing here asks DNS.
 */
@NullMarked
package services.auth.clientaddress;

import org.jspecify.annotations.NullMarked;
