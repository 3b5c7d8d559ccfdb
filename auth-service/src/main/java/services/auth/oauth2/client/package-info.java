/**
 * OAuth clients: what is registered of them and by which rules (RFC 7591 section 2), their secrets and keys, and whether a request is
 * theirs (RFC 6749 section 2.3, RFC 7523, RFC 8705). Who may register them is the business of clientadministration and
 * oauth2.registration; a file of the settings is read here.
 */
@NullMarked
package services.auth.oauth2.client;

import org.jspecify.annotations.NullMarked;
