package services.auth.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.cleanup.DeadRows;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.session.HeldByUser;
import services.auth.token.Revocation;
import services.auth.token.RevocationList;
import services.auth.token.Scope;
import services.auth.token.Secrets;
import services.auth.user.User;
import services.auth.user.Users;

/** Makes API keys and deletes them. A deleted one leaves no row, so that nothing brings it back. */
@Singleton
public class ApiKeys implements DeadRows, HeldByUser {

    /** How many of one user may be unexpired. */
    public static final int MAX_PER_USER = 50;

    /** How long a user still sees that a key has expired. */
    private static final Duration SHOWN_AFTER_EXPIRY = Duration.ofDays(30);

    private final ApiKeyRepository repository;
    private final Users users;
    private final Secrets secrets;
    private final RevocationList revocationList;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    ApiKeys(
            ApiKeyRepository repository,
            Users users,
            Secrets secrets,
            RevocationList revocationList,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.secrets = secrets;
        this.revocationList = revocationList;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of the wish for a key. */
    public sealed interface Outcome {

        /** @param value the key, which is not to be had again */
        record Created(ApiKey key, String value) implements Outcome {

            @Override
            public String toString() {
                return "Created[" + key + "]";
            }
        }

        /** The user's roles do not give all that the key should be able to do. */
        record TooMuchScope() implements Outcome {}

        /** The user has {@link #MAX_PER_USER} already. */
        record TooMany() implements Outcome {}

        /** There is no such user any more. */
        record UserGone() implements Outcome {}
    }

    /**
     * Makes a key.
     *
     * @param scope what it may do at the most; null for all that the user's roles give now
     * @param expiresAt null when it shall not expire
     */
    public Outcome create(UUID userId, String name, @Nullable Scope scope, @Nullable Instant expiresAt) {
        // under the user's lock: neither a deletion nor another key comes between the checks and the new row
        return transactions.executeWrite(ignored -> {
            if (users.hold(userId).filter(User::isActive).isEmpty()) {
                return new Outcome.UserGone();
            }
            Scope rights = users.rights(userId).scope();
            if (scope != null && !rights.covers(scope)) {
                return new Outcome.TooMuchScope();
            }
            if (repository.countUnexpired(userId, clock.instant()) >= MAX_PER_USER) {
                return new Outcome.TooMany();
            }
            return save(userId, name, scope == null ? rights : scope, expiresAt);
        });
    }

    private Outcome save(UUID userId, String name, Scope scope, @Nullable Instant expiresAt) {
        ApiKeyValue value = ApiKeyValue.of(UUID.randomUUID(), secrets.generate());
        ApiKey key = repository.save(
                new ApiKey(value.id(), userId, name, value.hash(), scope.toString(), expiresAt, null, null, null));
        auditLog.succeeded(
                AuditType.API_KEY_CREATED,
                userId,
                Map.of("api_key_id", value.id().toString(), "scope", scope.toString()));
        return new Outcome.Created(key, value.value());
    }

    /** The keys of a user, newest first, and those that expired lately among them. */
    public Page<ApiKey> list(UUID userId, PageQuery query) {
        return Page.of(repository.findOfUser(userId, query.after(), query.oneMore()), query, ApiKey::id);
    }

    /**
     * Deletes a key. When this returns, no instance accepts it any more.
     *
     * @return whether the user had such a key
     * @throws services.auth.error.UnavailableException when that cannot be promised; the key is deleted all the same
     */
    public boolean delete(UUID id, UUID userId) {
        List<Revocation> revocations = transactions.executeWrite(ignored -> {
            List<ApiKey> deleted = repository.delete(id, userId);
            if (!deleted.isEmpty()) {
                auditLog.succeeded(AuditType.API_KEY_DELETED, userId, Map.of("api_key_id", id.toString()));
            }
            return record(deleted, userId);
        });
        revocationList.publishAllOf(userId);
        return !revocations.isEmpty();
    }

    @Override
    public int endAll(UUID userId) {
        return record(repository.deleteAll(userId), userId).size();
    }

    @Override
    public void forgetAllOf(UUID userId, Instant now) {
        repository.forgetAllOf(userId, LiveApiKeys.keptUntil(ApiKeyRow.NEVER, now), now);
    }

    @Override
    public void forgetAllOfRole(String role, Instant now) {
        repository.forgetAllOfRole(role, LiveApiKeys.keptUntil(ApiKeyRow.NEVER, now), now);
    }

    private List<Revocation> record(List<ApiKey> deleted, UUID userId) {
        // PostgreSQL knows the key no more: the entry need only outlast what Redis may still hold of it
        Instant now = clock.instant();
        return deleted.stream()
                .map(key -> revocationList.recordApiKey(key.id(), userId, LiveApiKeys.keptUntil(end(key), now)))
                .toList();
    }

    private static Instant end(ApiKey key) {
        return key.expiresAt() == null ? ApiKeyRow.NEVER : key.expiresAt();
    }

    @Override
    public String table() {
        return "api_keys";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now.minus(SHOWN_AFTER_EXPIRY));
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now.minus(SHOWN_AFTER_EXPIRY), limit);
    }
}
