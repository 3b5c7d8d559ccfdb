/**
 * OAuth clients: who may use {@code /oauth2/token} and with which scope; authenticates them (RFC 6749 section
 * 2.3).
 */
@NullMarked
package services.auth.oauth2.client;

import org.jspecify.annotations.NullMarked;
