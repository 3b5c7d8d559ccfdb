/**
 * What clients can find out by themselves: the public keys at {@code /.well-known/jwks.json} (RFC 7517), and the metadata at {@code
 * /.well-known/openid-configuration} (OpenID Connect Discovery 1.0) and {@code /.well-known/oauth-authorization-server} (RFC 8414). What
 * can be done is told by whoever does it, see message.ProviderMetadataPart.
 */
@NullMarked
package services.auth.oauth2.discovery;

import org.jspecify.annotations.NullMarked;
