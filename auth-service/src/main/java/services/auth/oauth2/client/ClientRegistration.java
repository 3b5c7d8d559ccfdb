package services.auth.oauth2.client;

import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import services.auth.token.Scope;

/**
 * What is registered of a client, as {@link ClientRules} passed it.
 *
 * @param scope what it may ask for
 * @param metadata all else (RFC 7591 section 2, OpenID Connect Dynamic Client Registration 1.0 section 2, {@link ClientSettings})
 */
public record ClientRegistration(Scope scope, OIDCClientMetadata metadata) {}
