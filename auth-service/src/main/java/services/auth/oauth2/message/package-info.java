/**
 * The messages of OAuth 2.0 endpoints that clients call: between HTTP and the Nimbus OAuth 2.0 SDK, and how a refusal becomes an answer
 * (RFC 6749 section 5.2). What a message means is the endpoint's business.
 */
@NullMarked
package services.auth.oauth2.message;

import org.jspecify.annotations.NullMarked;
