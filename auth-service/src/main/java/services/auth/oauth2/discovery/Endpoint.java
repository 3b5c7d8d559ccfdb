package services.auth.oauth2.discovery;

import java.net.URI;
import java.util.function.BiConsumer;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

/** An endpoint that the metadata name, if there is a route to it. */
enum Endpoint {
    AUTHORIZATION("/oauth2/authorize", OIDCProviderMetadata::setAuthorizationEndpointURI),
    PUSHED_AUTHORIZATION_REQUEST("/oauth2/par", OIDCProviderMetadata::setPushedAuthorizationRequestEndpointURI),
    DEVICE_AUTHORIZATION("/oauth2/device_authorization", OIDCProviderMetadata::setDeviceAuthorizationEndpointURI),
    TOKEN("/oauth2/token", OIDCProviderMetadata::setTokenEndpointURI),
    USERINFO("/oauth2/userinfo", OIDCProviderMetadata::setUserInfoEndpointURI),
    INTROSPECTION("/oauth2/introspect", OIDCProviderMetadata::setIntrospectionEndpointURI),
    REVOCATION("/oauth2/revoke", OIDCProviderMetadata::setRevocationEndpointURI),
    END_SESSION("/oauth2/end_session", OIDCProviderMetadata::setEndSessionEndpointURI),
    REGISTRATION("/oauth2/register", OIDCProviderMetadata::setRegistrationEndpointURI),
    DOCUMENTATION("/docs", OIDCProviderMetadata::setServiceDocsURI);

    static final String JWK_SET = "/.well-known/jwks.json";

    private final String path;
    private final BiConsumer<OIDCProviderMetadata, URI> member;

    Endpoint(String path, BiConsumer<OIDCProviderMetadata, URI> member) {
        this.path = path;
        this.member = member;
    }

    String path() {
        return path;
    }

    /** @param issuer the address of this service for clients */
    void describe(OIDCProviderMetadata metadata, String issuer) {
        member.accept(metadata, URI.create(issuer + path));
    }
}
