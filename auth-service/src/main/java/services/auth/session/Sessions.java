package services.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.cleanup.DeadRows;
import services.auth.error.UnavailableException;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.token.Flavour;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Revocation;
import services.auth.token.RevocationList;
import services.auth.user.User;
import services.auth.user.Users;

/** Starts logins and ends them. */
@Singleton
public class Sessions implements DeadRows, HeldByUser {

    /** How long a row stays after its login's end, for an instance whose clock is behind. */
    private static final Duration KEPT_AFTER_END = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final SessionRepository repository;
    private final Users users;
    private final SessionTokens sessionTokens;
    private final RevocationList revocationList;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    Sessions(
            SessionRepository repository,
            Users users,
            SessionTokens sessionTokens,
            RevocationList revocationList,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.sessionTokens = sessionTokens;
        this.revocationList = revocationList;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts a login and issues its first tokens.
     *
     * @param user as it was when the password was checked
     * @param address from which the user logs in
     * @return nothing when the user was deleted or disabled, has another password, or all logins were ended, since then
     */
    public Optional<TokenPair> start(User user, String clientId, Flavour flavour, String address) {
        return transactions.executeWrite(ignored ->
                users.holdForLogin(user) ? Optional.of(open(user, clientId, flavour, address)) : Optional.empty());
    }

    private TokenPair open(User user, String clientId, Flavour flavour, String address) {
        Instant now = clock.instant();
        Instant end = sessionTokens.sessionEnd(now);
        Session session = new Session(
                UUID.randomUUID(),
                user.id(),
                clientId,
                user.generation(),
                flavour.wireName(),
                0,
                sessionTokens.idleTimeout(flavour).toSeconds(),
                now,
                null,
                null,
                end,
                null,
                address,
                null,
                null);
        IssuedAccessToken access = sessionTokens.accessToken(session, end);
        repository.save(session);
        auditLog.succeededBy(
                user.id(), AuditType.LOGIN, Map.of("session_id", session.id().toString(), "client_id", clientId));
        storeAccessToken(session, access, end, 0);
        return sessionTokens.pair(session.id(), null, access, end);
    }

    private void storeAccessToken(Session session, IssuedAccessToken access, Instant end, int refreshCount) {
        repository.storeAccessToken(
                session.id(),
                access.token().id(),
                access.token().expiresAt(),
                sessionTokens.idleUntil(session, access),
                end,
                refreshCount,
                clock.instant());
    }

    /** The session, if it is not over; nobody else changes it, or ends all of its user's, until this transaction is over. */
    Optional<Session> hold(UUID id) {
        // first the user, then the session: in the order in which the end of all logins takes them
        return repository
                .findById(id)
                .filter(session -> users.holdGeneration(session.userId(), session.generation()))
                .flatMap(session -> repository.lockUnended(id, clock.instant()));
    }

    /**
     * Gives a session another access token and revokes the one before.
     *
     * @return the end of the one before, to be published after the commit
     * @throws UnavailableException when Redis does not confirm the revocation: then nothing may have changed
     */
    Ended replaceAccessToken(Session session, IssuedAccessToken access, Instant end) {
        Ended before = endAccessToken(session);
        // were Redis told only after the commit and did not confirm, the client would have lost both pairs
        revocationList.announce(before.revocations());
        storeAccessToken(session, access, end, session.refreshCount() + 1);
        return before;
    }

    private Ended endAccessToken(Session session) {
        UUID id = session.accessTokenId();
        return id != null && clock.instant().isBefore(session.accessEnd())
                ? new Ended(List.of(revocationList.record(id, session.userId(), session.accessEnd())))
                : new Ended(List.of());
    }

    /** The end of a session whose refresh token came back, to be published after the commit. */
    Ended endReplayed(Session session) {
        auditLog.failed(
                AuditType.REFRESH_TOKEN_REPLAYED,
                session.userId(),
                Map.of("session_id", session.id().toString()));
        return new Ended(record(repository.end(session.id(), session.userId(), clock.instant())));
    }

    /** What is over, as Redis must be told. */
    record Ended(List<Revocation> revocations) {}

    /** Tells Redis; if it cannot be told now it will be later. */
    void publishEnd(Ended ended) {
        try {
            revocationList.publish(ended.revocations());
        } catch (UnavailableException later) {
            LOG.debug("An end will be published later: {}", later.getMessage());
        }
    }

    /**
     * Whether the user logged in from there since then; logins that are over count too, until their rows are cleaned up.
     *
     * @param network an address or a network in CIDR notation
     */
    public boolean existsFrom(UUID userId, String network, Instant since) {
        return repository.existsFrom(userId, network, since);
    }

    /** The logins of a user that are not over, newest first. */
    public Page<OpenSession> list(UUID userId, PageQuery query) {
        return Page.of(
                repository.findOpen(userId, query.after(), query.oneMore(), clock.instant()), query, OpenSession::id);
    }

    /**
     * Ends one login. When this returns, no instance accepts its tokens any more.
     *
     * @return how many were ended: 1, or 0 when it was over already
     * @throws UnavailableException when that cannot be promised; the login is over all the same
     */
    public int end(UUID id, UUID userId) {
        return publish(userId, transactions.executeWrite(ignored -> {
            List<Session> ended = repository.end(id, userId, clock.instant());
            if (!ended.isEmpty()) {
                auditLog.succeeded(AuditType.SESSION_ENDED, userId, Map.of("session_id", id.toString()));
            }
            return record(ended);
        }));
    }

    /**
     * Ends all logins of a user, see {@link #end}.
     *
     * @return how many were ended
     */
    public int endEverywhere(UUID userId) {
        return publish(userId, transactions.executeWrite(ignored -> {
            users.endGeneration(userId);
            List<Revocation> ended = endAll(userId);
            auditLog.succeeded(AuditType.SESSIONS_ENDED, userId, Map.of("count", Integer.toString(ended.size())));
            return ended;
        }));
    }

    @Override
    public List<Revocation> endAll(UUID userId) {
        return endAll(userId, null);
    }

    /** @param except the one that goes on */
    List<Revocation> endAll(UUID userId, @Nullable UUID except) {
        return record(repository.endAll(userId, except, clock.instant()));
    }

    @Override
    public void forgetAllOf(UUID userId, Instant now) {
        repository.forgetAllOf(userId, now);
    }

    @Override
    public void forgetAllOfRole(String role, Instant now) {
        repository.forgetAllOfRole(role, now);
    }

    private List<Revocation> record(List<Session> ended) {
        // the login's refresh token is judged by PostgreSQL: the entry need only outlive the access token
        return ended.stream()
                .map(session -> revocationList.record(session.id(), session.userId(), session.accessEnd()))
                .toList();
    }

    private int publish(UUID userId, List<Revocation> revocations) {
        revocationList.publishAllOf(userId);
        return revocations.size();
    }

    @Override
    public String table() {
        return "sessions";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now.minus(KEPT_AFTER_END));
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now.minus(KEPT_AFTER_END), limit);
    }
}
