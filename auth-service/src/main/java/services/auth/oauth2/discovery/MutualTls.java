package services.auth.oauth2.discovery;

import java.net.URI;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderEndpointMetadata;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.tls.ClientCertificates;

/** What clients can do with certificates, and at which addresses, where these are others (RFC 8705 sections 3.3 and 5). */
@Singleton
class MutualTls implements ProviderMetadataPart {

    private final ClientCertificates certificates;

    MutualTls(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        metadata.setSupportsTLSClientCertificateBoundAccessTokens(certificates.areTaken());
        certificates.url().map(MutualTls::aliases).ifPresent(metadata::setMtlsEndpointAliases);
    }

    /** Those that clients call themselves: a browser has nothing to show there. */
    private static OIDCProviderEndpointMetadata aliases(String url) {
        OIDCProviderEndpointMetadata aliases = new OIDCProviderEndpointMetadata();
        aliases.setTokenEndpointURI(address(url, Endpoint.TOKEN));
        aliases.setPushedAuthorizationRequestEndpointURI(address(url, Endpoint.PUSHED_AUTHORIZATION_REQUEST));
        aliases.setDeviceAuthorizationEndpointURI(address(url, Endpoint.DEVICE_AUTHORIZATION));
        aliases.setUserInfoEndpointURI(address(url, Endpoint.USERINFO));
        aliases.setIntrospectionEndpointURI(address(url, Endpoint.INTROSPECTION));
        aliases.setRevocationEndpointURI(address(url, Endpoint.REVOCATION));
        return aliases;
    }

    private static URI address(String url, Endpoint endpoint) {
        return URI.create(url + endpoint.path());
    }
}
