package services.auth.oauth2.client;

import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.token.Secrets;

/** The registered clients. */
@Singleton
public class Clients {

    /** What a refusal says of a name that no client can have. */
    public static final String NAME_MESSAGE = ClientId.DEMAND;

    private final ClientRepository repository;

    Clients(ClientRepository repository) {
        this.repository = repository;
    }

    public Optional<Client> find(String clientId) {
        return isName(clientId) ? repository.findByClientId(clientId) : Optional.empty();
    }

    /** Whether there can be a client of that name. */
    public static boolean isName(String clientId) {
        return ClientId.isNamed(clientId);
    }

    /** Whether a new client may be called so. */
    public static boolean mayBeCalled(String clientId) {
        return ClientId.isGood(clientId);
    }

    /** The client that has this token for changes of its registration (RFC 7592 section 3). */
    public Optional<Client> findByRegistrationToken(String clientId, String token) {
        return find(clientId).filter(client -> {
            String hash = client.registrationTokenHash();
            return hash != null && Secrets.areEqual(hash, Secrets.hash(token));
        });
    }
}
