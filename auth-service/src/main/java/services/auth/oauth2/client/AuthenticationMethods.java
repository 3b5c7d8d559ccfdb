package services.auth.oauth2.client;

import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import services.auth.oauth2.message.ProviderMetadataPart;
import services.auth.tls.ClientCertificates;

/** By which methods clients prove themselves, and where they need not; and whether they register themselves. */
@Singleton
class AuthenticationMethods implements ProviderMetadataPart {

    private static final Set<ClientAuthenticationMethod> BY_CERTIFICATE =
            Set.of(ClientAuthenticationMethod.TLS_CLIENT_AUTH, ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);

    private final ClientRegistrationConfiguration registration;
    private final ClientCertificates certificates;

    AuthenticationMethods(ClientRegistrationConfiguration registration, ClientCertificates certificates) {
        this.registration = registration;
        this.certificates = certificates;
    }

    @Override
    public void describe(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> all = AuthenticationRules.OFFERED.stream()
                .filter(method -> certificates.areTaken() || !BY_CERTIFICATE.contains(method))
                .sorted((one, other) -> one.getValue().compareTo(other.getValue()))
                .toList();
        List<ClientAuthenticationMethod> proofs = all.stream()
                .filter(method -> !method.equals(ClientAuthenticationMethod.NONE))
                .toList();
        List<JWSAlgorithm> algorithms = List.copyOf(ClientAssertions.ALGORITHMS);
        metadata.setTokenEndpointAuthMethods(all);
        metadata.setTokenEndpointJWSAlgs(algorithms);
        metadata.setRevocationEndpointAuthMethods(all);
        metadata.setRevocationEndpointJWSAlgs(algorithms);
        metadata.setIntrospectionEndpointAuthMethods(proofs);
        metadata.setIntrospectionEndpointJWSAlgs(algorithms);
        if (registration.granted() == ClientRegistrationConfiguration.Access.CLOSED) {
            metadata.setRegistrationEndpointURI(null);
        }
    }
}
