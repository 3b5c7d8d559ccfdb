package services.auth.oauth2.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.cleanup.DeadRows;
import services.auth.token.Secrets;

/** The secrets of clients: one, and while it takes the place of another, two. */
@Singleton
public class ClientSecrets implements DeadRows {

    /** How many can be good at once. */
    static final int MOST = 2;

    /** The least that a secret may have that somebody else has made up: 32 hexadecimal digits are 128 bits. */
    static final int MIN_LENGTH = 32;

    private final ClientSecretRepository repository;
    private final Secrets secrets;
    private final Clock clock;

    ClientSecrets(ClientSecretRepository repository, Secrets secrets, Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A secret that was just made, which nobody can show again. */
    public record NewSecret(ClientSecret secret, String value) {

        @Override
        public String toString() {
            return secret.toString();
        }
    }

    /** Those that are good, oldest first. */
    public List<ClientSecret> list(Client client) {
        return repository.findGood(client.id(), clock.instant());
    }

    /** Makes another one. */
    NewSecret make(Client client) {
        String value = secrets.generate();
        return new NewSecret(
                repository.save(
                        new ClientSecret(UUID.randomUUID(), client.id(), Secrets.hash(value), null, null, null)),
                value);
    }

    /** Has all of them end after that time, unless they end before. */
    void expireAll(Client client, Duration overlap) {
        Instant now = clock.instant();
        repository.expireAll(client.id(), now.plus(overlap), now);
    }

    /** Makes this the only one. */
    void provision(Client client, String value) {
        repository.provision(UUID.randomUUID(), client.id(), Secrets.hash(value), clock.instant());
    }

    /** @return whether there was such a one */
    boolean delete(Client client, UUID id) {
        return repository.delete(id, client.id()) == 1;
    }

    void deleteAll(Client client) {
        repository.deleteAll(client.id());
    }

    public boolean isGood(Client client, String presented) {
        String hash = Secrets.hash(presented);
        return list(client).stream().anyMatch(secret -> Secrets.areEqual(secret.secretHash(), hash));
    }

    @Override
    public String table() {
        return "client_secrets";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now);
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now, limit);
    }
}
