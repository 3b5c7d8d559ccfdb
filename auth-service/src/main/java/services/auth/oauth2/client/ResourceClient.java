package services.auth.oauth2.client;

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

    private static final int MIN_SECRET_LENGTH = 32;
    private static final String SCOPE = "token:validate";

    private final ResourceClientConfiguration configuration;
    private final Clients clients;

    /** The credentials of resource-service. There is no default secret, on purpose. */
    @ConfigurationProperties("auth-service.resource-client")
    record ResourceClientConfiguration(String id, String secret) {}

    ResourceClient(
            ResourceClientConfiguration configuration, Clients clients, @SuppressWarnings("unused") Schema migrated) {
        this.configuration = configuration;
        this.clients = clients;
    }

    @PostConstruct
    void provision() {
        if (configuration.secret().length() < MIN_SECRET_LENGTH) {
            throw new StartException("AUTH_SERVICE_RESOURCE_CLIENT_SECRET must be random and have at least "
                    + MIN_SECRET_LENGTH + " characters, for example from: openssl rand -hex 32");
        }
        clients.provision(configuration.id(), configuration.secret(), Scope.parse(SCOPE));
    }
}
