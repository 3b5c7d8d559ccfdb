package services.auth.oauth2.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.token.Scope;
import services.auth.token.Secrets;

/** The registered clients. */
@Singleton
public class Clients {

    private static final int MAX_ID_LENGTH = 255;

    private final ClientRepository repository;
    private final Clock clock;

    Clients(ClientRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The client of these credentials, or nothing (RFC 6749 section 2.3.1). */
    public Optional<Client> authenticate(String clientId, String clientSecret) {
        if (clientId.length() > MAX_ID_LENGTH || clientId.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        byte[] presented = Secrets.hash(clientSecret).getBytes(StandardCharsets.US_ASCII);
        return repository
                .findByClientId(clientId)
                .filter(client -> MessageDigest.isEqual(
                        presented, client.clientSecretHash().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Registers a client, or brings one up to date. */
    void provision(String clientId, String clientSecret, Scope scope) {
        repository.provision(
                UUID.randomUUID(), clientId, Secrets.hash(clientSecret), scope.toString(), clock.instant());
    }
}
