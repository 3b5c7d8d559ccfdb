package services.auth.oauth2.client;

import java.util.Set;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import services.auth.error.StartException;
import services.auth.schema.Schema;
import services.auth.token.Scope;

/** Registers the client that resource-service is, with the secret that the settings give to both services. */
@Context
@Requires(property = "auth-service.resource-client.secret")
class ResourceClient {

    private static final String SCOPE = "token:validate";

    private final ResourceClientConfiguration configuration;
    private final ClientRegistrations registrations;

    /** The credentials of resource-service. There is no default secret, on purpose. */
    @ConfigurationProperties("auth-service.resource-client")
    record ResourceClientConfiguration(String id, String secret) {}

    ResourceClient(
            ResourceClientConfiguration configuration,
            ClientRegistrations registrations,
            @SuppressWarnings("unused") Schema migrated) {
        this.configuration = configuration;
        this.registrations = registrations;
    }

    @PostConstruct
    void provision() {
        if (configuration.secret().length() < ClientSecrets.MIN_LENGTH) {
            throw new StartException("AUTH_SERVICE_RESOURCE_CLIENT_SECRET must be random and have at least "
                    + ClientSecrets.MIN_LENGTH + " characters, for example from: openssl rand -hex 32");
        }
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        metadata.setResponseTypes(Set.of());
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        registrations.provision(
                configuration.id(), configuration.secret(), new ClientRegistration(Scope.parse(SCOPE), metadata));
    }
}
