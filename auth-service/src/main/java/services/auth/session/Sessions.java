package services.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.cleanup.DeadRows;
import services.auth.error.UnavailableException;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Revocation;
import services.auth.token.RevocationList;
import services.auth.user.Rights;
import services.auth.user.User;
import services.auth.user.Users;

/** Starts logins and ends them. */
@Singleton
public class Sessions implements DeadRows {

    private final SessionRepository repository;
    private final Users users;
    private final AccessTokenIssuer accessTokenIssuer;
    private final RevocationList revocationList;
    private final TransactionOperations<?> transactions;
    private final AccessTokenConfiguration configuration;
    private final Clock clock;

    Sessions(
            SessionRepository repository,
            Users users,
            AccessTokenIssuer accessTokenIssuer,
            RevocationList revocationList,
            TransactionOperations<?> transactions,
            AccessTokenConfiguration configuration,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.accessTokenIssuer = accessTokenIssuer;
        this.revocationList = revocationList;
        this.transactions = transactions;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * Starts a login and issues its first access token.
     *
     * @param user as it was when the password was checked
     * @return nothing when the user was deleted, or all logins were ended, since then
     */
    public Optional<IssuedAccessToken> start(User user, String clientId) {
        return transactions.executeWrite(ignored -> {
            if (!users.holdGeneration(user.id(), user.generation())) {
                return Optional.empty();
            }
            Session session = repository.save(newSession(user, clientId));
            Rights rights = users.rights(user.id());
            return Optional.of(accessTokenIssuer.issueToUser(
                    user.id(), session.id(), clientId, rights.roles(), rights.scope(), session.expiresAt()));
        });
    }

    private Session newSession(User user, String clientId) {
        Instant now = clock.instant();
        Duration idleTimeout = configuration.idleTimeout();
        Instant expiresAt = now.plus(configuration.timeToLive());
        Instant idleUntil = now.plus(idleTimeout);
        return new Session(
                UUID.randomUUID(),
                user.id(),
                clientId,
                user.generation(),
                0,
                idleTimeout.toSeconds(),
                idleUntil.isBefore(expiresAt) ? idleUntil : expiresAt,
                expiresAt,
                null,
                null,
                null);
    }

    /**
     * Ends one login. When this returns, no instance accepts its tokens any more.
     *
     * @return how many were ended: 1, or 0 when it was over already
     * @throws UnavailableException when that cannot be promised; the login is over all the same
     */
    public int end(UUID id, UUID userId) {
        return publish(transactions.executeWrite(ignored -> record(repository.end(id, userId, clock.instant()))));
    }

    /**
     * Ends all logins of a user, see {@link #end}.
     *
     * @return how many were ended
     */
    public int endAll(UUID userId) {
        return publish(transactions.executeWrite(ignored -> recordEndOfAll(userId)));
    }

    /**
     * Ends all logins of a user who is deleted with them, as one unit of work, see {@link #end}.
     *
     * @return how many were ended
     */
    public int endAllAndDelete(UUID userId) {
        return publish(transactions.executeWrite(ignored -> {
            users.delete(userId);
            return recordEndOfAll(userId);
        }));
    }

    private List<Revocation> recordEndOfAll(UUID userId) {
        return record(repository.endAll(userId, clock.instant()));
    }

    private List<Revocation> record(List<Session> ended) {
        return ended.stream()
                .map(session -> revocationList.record(session.id(), session.userId(), session.expiresAt()))
                .toList();
    }

    private int publish(List<Revocation> revocations) {
        revocationList.publish(revocations);
        return revocations.size();
    }

    @Override
    public String table() {
        return "sessions";
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now.minus(Duration.ofMinutes(1)), limit);
    }
}
