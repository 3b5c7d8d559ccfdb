package services.auth.oauth2.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.UnavailableException;
import services.auth.oauth2.client.ClientSecrets.NewSecret;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.session.ClientSessions;
import services.auth.token.Secrets;

/** Registers clients, changes what is registered of them, and removes them. */
@Singleton
public class ClientRegistrations {

    private final ClientRepository repository;
    private final ClientSecrets secrets;
    private final ClientSessions sessions;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    ClientRegistrations(
            ClientRepository repository,
            ClientSecrets secrets,
            ClientSessions sessions,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A client after it was registered or changed.
     *
     * @param secret that was made with it, where it takes one and had none
     */
    public record Registered(Client client, @Nullable NewSecret secret) {}

    /** What a change of a client may find in its way: it is called in the transaction of the change, with the client held. */
    @FunctionalInterface
    public interface Check {

        /** @throws RuntimeException when nothing is to be changed */
        void check(Client client);
    }

    /** Newest first. */
    public Page<Client> list(PageQuery query) {
        return Page.of(repository.page(query.after(), query.oneMore()), query, Client::id);
    }

    /**
     * Registers a client.
     *
     * @param registrationToken with which it may change its registration; nothing when it may not
     * @return nothing when there is a client of that name
     */
    public Optional<Registered> add(
            String clientId, ClientRegistration registration, @Nullable String registrationToken) {
        return transactions.executeWrite(ignored -> repository
                .add(
                        UUID.randomUUID(),
                        clientId,
                        registration.scope().toString(),
                        json(registration),
                        registrationToken == null ? null : Secrets.hash(registrationToken),
                        clock.instant())
                .stream()
                .findFirst()
                .map(client -> {
                    audit(AuditType.CLIENT_CREATED, client);
                    return new Registered(client, missingSecret(client));
                }));
    }

    /**
     * Registers something else of a client than before.
     *
     * @return nothing when there is no such client
     */
    public Optional<Registered> replace(String clientId, ClientRegistration registration, Check check) {
        return transactions.executeWrite(ignored -> hold(clientId, check).map(before -> {
            Client client = one(repository.replace(
                    before.id(), registration.scope().toString(), json(registration), clock.instant()));
            if (!AuthenticationRules.takesSecret(registration.metadata())) {
                secrets.deleteAll(client);
            }
            audit(AuditType.CLIENT_CHANGED, client);
            return new Registered(client, missingSecret(client));
        }));
    }

    /**
     * Removes a client, and ends all logins at it. When this returns, no instance accepts their tokens any more.
     *
     * @return whether there was such a client
     * @throws UnavailableException when that cannot be promised; the client is gone all the same
     */
    public boolean remove(String clientId, Check check) {
        Optional<ClientSessions.Ended> ended =
                transactions.executeWrite(ignored -> hold(clientId, check).map(client -> {
                    repository.delete(client);
                    audit(AuditType.CLIENT_DELETED, client);
                    return sessions.endAllOf(client.clientId());
                }));
        ended.ifPresent(sessions::publish);
        return ended.isPresent();
    }

    /** How the making of a further secret ends. */
    public sealed interface SecretOutcome {

        record Made(Client client, NewSecret secret) implements SecretOutcome {}

        /** Two are good already: one of them must go first. */
        record TooMany() implements SecretOutcome {}

        /** The client proves itself otherwise. */
        record NotTaken() implements SecretOutcome {}

        record UnknownClient() implements SecretOutcome {}
    }

    /**
     * Makes another secret for a client; the one that it has is good for a while longer.
     *
     * @param overlap how long
     */
    public SecretOutcome addSecret(String clientId, Duration overlap, Check check) {
        return transactions.executeWrite(ignored -> {
            Optional<Client> held = hold(clientId, check);
            if (held.isEmpty()) {
                return new SecretOutcome.UnknownClient();
            }
            if (!AuthenticationRules.takesSecret(held.get().metadata())) {
                return new SecretOutcome.NotTaken();
            }
            if (secrets.list(held.get()).size() >= ClientSecrets.MOST) {
                return new SecretOutcome.TooMany();
            }
            secrets.expireAll(held.get(), overlap);
            Client client = one(repository.touch(held.get().id(), clock.instant()));
            NewSecret secret = secrets.make(client);
            audit(AuditType.CLIENT_SECRET_CREATED, client);
            return new SecretOutcome.Made(client, secret);
        });
    }

    /** @return whether there was such a secret */
    public boolean deleteSecret(String clientId, UUID secretId, Check check) {
        return transactions.executeWrite(ignored -> hold(clientId, check)
                .filter(client -> secrets.delete(client, secretId))
                .map(client -> {
                    audit(AuditType.CLIENT_SECRET_DELETED, client);
                    return one(repository.touch(client.id(), clock.instant()));
                })
                .isPresent());
    }

    /**
     * Registers what the settings say of a client, unless that is registered already.
     *
     * @param secret its only one from then on; none where it proves itself otherwise
     */
    void provision(String clientId, @Nullable String secret, ClientRegistration registration) {
        transactions.executeWrite(ignored -> {
            List<Client> changed = repository.provision(
                    UUID.randomUUID(), clientId, registration.scope().toString(), json(registration), clock.instant());
            changed.forEach(client ->
                    audit(client.version() == 0 ? AuditType.CLIENT_CREATED : AuditType.CLIENT_CHANGED, client));
            Client client = repository.findByClientId(clientId).orElseThrow();
            if (secret == null) {
                secrets.deleteAll(client);
            } else {
                secrets.provision(client, secret);
            }
            return client;
        });
    }

    private Optional<Client> hold(String clientId, Check check) {
        Optional<Client> held = ClientId.isNamed(clientId) ? repository.lock(clientId) : Optional.empty();
        held.ifPresent(check::check);
        return held;
    }

    private @Nullable NewSecret missingSecret(Client client) {
        return AuthenticationRules.takesSecret(client.metadata())
                        && secrets.list(client).isEmpty()
                ? secrets.make(client)
                : null;
    }

    private void audit(AuditType type, Client client) {
        auditLog.succeeded(type, null, Map.of("client_id", client.clientId(), "scope", client.scope()));
    }

    private static Client one(List<Client> changed) {
        return changed.getFirst();
    }

    private static String json(ClientRegistration registration) {
        return registration.metadata().toJSONObject(true).toJSONString();
    }
}
