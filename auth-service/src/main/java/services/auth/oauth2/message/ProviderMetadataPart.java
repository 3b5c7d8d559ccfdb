package services.auth.oauth2.message;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

/**
 * What a package can do, as the provider's metadata tell it (RFC 8414 section 2, OpenID Connect Discovery 1.0 section 3). Whoever does
 * something says so; the addresses of endpoints are told by discovery.
 */
public interface ProviderMetadataPart {

    void describe(OIDCProviderMetadata metadata);
}
