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
import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Revocation;
import services.auth.token.RevocationList;
import services.auth.token.Scope;
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
    private final List<SessionEndListener> endListeners;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    Sessions(
            SessionRepository repository,
            Users users,
            SessionTokens sessionTokens,
            RevocationList revocationList,
            List<SessionEndListener> endListeners,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.sessionTokens = sessionTokens;
        this.revocationList = revocationList;
        this.endListeners = endListeners;
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
    public Optional<LoginTokens> start(User user, String clientId, Flavour flavour, String address) {
        NewLogin login = new NewLogin(
                user.id(),
                user.generation(),
                clientId,
                TokenTerms.of(flavour),
                address,
                Optional.empty(),
                Optional.empty(),
                Confirmation.NONE);
        return transactions.executeWrite(
                ignored -> users.holdForLogin(user) ? Optional.of(open(login)) : Optional.empty());
    }

    /**
     * Starts a login that a user has allowed a client.
     *
     * @return nothing when the client was removed, or the user was deleted or disabled, has another password, or all logins were ended,
     *     since then; or when the code was used before, see {@link #endStartedWith}
     */
    public Optional<LoginTokens> start(NewLogin login) {
        // first the client, then logins: in the order in which the removal of a client takes them
        return transactions.executeWrite(
                ignored -> repository.holdClient(login.clientId()).isPresent()
                                && users.holdGeneration(login.userId(), login.generation())
                                && isUnderLive(login)
                                && isUnused(login.codeHash())
                        ? Optional.of(open(login))
                        : Optional.empty());
    }

    /** Whoever signed out of the browser since then has taken back what was allowed there. */
    private boolean isUnderLive(NewLogin login) {
        Optional<UUID> parent = login.authorization().map(Authorization::browserSessionId);
        return parent.isEmpty()
                || repository.lockUnended(parent.get(), clock.instant()).isPresent();
    }

    /** Uses of one code come one after the other from here on, until their transactions are over. */
    private boolean isUnused(Optional<String> codeHash) {
        codeHash.ifPresent(repository::holdCode);
        return codeHash.flatMap(repository::findByCodeHash).isEmpty();
    }

    /** Ends the login that was started with a code, if one was: whoever brings it again may have stolen it (RFC 6749 section 4.1.2). */
    public void endStartedWith(String codeHash) {
        repository.findByCodeHash(codeHash).ifPresent(session -> {
            auditLog.failed(
                    AuditType.CODE_REPLAYED,
                    session.userId(),
                    Map.of("session_id", session.id().toString(), "client_id", session.clientId()));
            end(session.id(), session.userId());
        });
    }

    private LoginTokens open(NewLogin login) {
        Instant now = clock.instant();
        Instant end = sessionTokens.sessionEnd(now, login.terms());
        Session session =
                Session.of(login, sessionTokens.idleTimeout(login.terms().flavour()), now, end);
        IssuedAccessToken access =
                sessionTokens.accessToken(session, Optional.empty(), login.confirmation(), login.terms(), end);
        repository.save(session.with(access, sessionTokens.idleUntil(session, access)));
        auditLog.succeededBy(
                login.userId(),
                AuditType.LOGIN,
                Map.of("session_id", session.id().toString(), "client_id", login.clientId()));
        return sessionTokens.complete(session, null, access, login.terms(), end);
    }

    private void storeAccessToken(
            Session session, IssuedAccessToken access, Optional<Scope> narrowed, Instant end, int refreshCount) {
        repository.storeAccessToken(
                session.id(),
                access.token().id(),
                access.token().expiresAt(),
                narrowed.map(Scope::toString).orElse(null),
                sessionTokens.idleUntil(session, access),
                end,
                refreshCount,
                clock.instant());
    }

    /** The session of a refresh token, like {@link #hold}. */
    Optional<Session> holdByRefreshToken(String tokenHash) {
        return repository.lockByRefreshToken(tokenHash, clock.instant());
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
     * @param narrowed the scope of the new one where that is less than what was granted
     * @return the end of the one before, to be published after the commit
     * @throws UnavailableException when Redis does not confirm the revocation: then nothing may have changed
     */
    Ended replaceAccessToken(Session session, IssuedAccessToken access, Optional<Scope> narrowed, Instant end) {
        Ended before = endAccessToken(session);
        // were Redis told only after the commit and did not confirm, the client would have lost both pairs
        revocationList.announce(before.revocations());
        storeAccessToken(session, access, narrowed, end, session.refreshCount() + 1);
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

    /** A login that is not over, and whose user may log in. */
    public Optional<Login> find(UUID id) {
        Instant now = clock.instant();
        return repository.findGoing(id, now).map(session -> Login.of(session, now));
    }

    /** A login, even if it is over. */
    public Optional<Login> findEvenOver(UUID id) {
        return repository.findById(id).map(session -> Login.of(session, clock.instant()));
    }

    /** The logins of a user that are not over, newest first. */
    public Page<OpenSession> list(UUID userId, PageQuery query) {
        return Page.of(
                repository.findOpen(userId, query.after(), query.oneMore(), clock.instant()), query, OpenSession::id);
    }

    /**
     * Ends one login, and those of clients that were allowed in it, unless they shall outlast it. When this returns, no instance
     * accepts their tokens any more.
     *
     * @return how many were ended: 0 when it was over already
     * @throws UnavailableException when that cannot be promised; the login is over all the same
     */
    public int end(UUID id, UUID userId) {
        return publish(userId, transactions.executeWrite(ignored -> {
            List<Session> ended = repository.end(id, userId, clock.instant());
            if (!ended.isEmpty()) {
                auditLog.succeeded(AuditType.SESSION_ENDED, userId, Map.of("session_id", id.toString()));
            }
            record(ended);
            if (ended.stream().anyMatch(session -> session.cookieHash() != null)) {
                // OpenID Connect Back-Channel Logout 1.0 section 2.7: what goes on offline goes on without its user
                tellOfEnd(repository.findUnder(id, userId, clock.instant()));
            }
            return ended.size();
        }));
    }

    /**
     * Ends what a user has allowed a client, see {@link #end}.
     *
     * @return how many were ended
     */
    public int endAllowedTo(String clientId, UUID userId) {
        return publish(userId, transactions.executeWrite(ignored -> {
            List<Session> ended = repository.endAllowedTo(clientId, userId, clock.instant());
            ended.forEach(session -> auditLog.succeeded(
                    AuditType.SESSION_ENDED,
                    userId,
                    Map.of("session_id", session.id().toString())));
            record(ended);
            return ended.size();
        }));
    }

    /**
     * Revokes the access token of a login that goes on. When this returns, no instance accepts the token any more.
     *
     * @param tokenId its {@code jti}
     * @throws UnavailableException when that cannot be promised; the token is revoked all the same
     */
    public void revokeAccessToken(UUID id, UUID userId, UUID tokenId) {
        transactions.executeWrite(ignored -> {
            hold(id).filter(session -> tokenId.equals(session.accessTokenId())).ifPresent(this::revokeAccessToken);
            return id;
        });
        revocationList.publishAllOf(userId);
    }

    private void revokeAccessToken(Session session) {
        if (!endAccessToken(session).revocations().isEmpty()) {
            // so that nobody records the end of this token again, as of one that lives
            repository.expireAccessToken(session.id(), clock.instant());
            auditLog.succeeded(
                    AuditType.ACCESS_TOKEN_REVOKED,
                    session.userId(),
                    Map.of("session_id", session.id().toString()));
        }
    }

    /**
     * Ends all logins of a user, see {@link #end}.
     *
     * @return how many were ended
     */
    public int endEverywhere(UUID userId) {
        return publish(userId, transactions.executeWrite(ignored -> {
            users.endGeneration(userId);
            int ended = endAll(userId, null);
            auditLog.succeeded(AuditType.SESSIONS_ENDED, userId, Map.of("count", Integer.toString(ended)));
            return ended;
        }));
    }

    @Override
    public int endAll(UUID userId) {
        return endAll(userId, null);
    }

    /**
     * @param except the one that goes on
     * @return how many were ended
     */
    int endAll(UUID userId, @Nullable UUID except) {
        List<Session> ended = repository.endAll(userId, except, clock.instant());
        record(ended);
        return ended.size();
    }

    @Override
    public void forgetAllOf(UUID userId, Instant now) {
        repository.forgetAllOf(userId, now);
    }

    @Override
    public void forgetAllOfRole(String role, Instant now) {
        repository.forgetAllOfRole(role, now);
    }

    private void tellOfEnd(List<Session> ended) {
        if (!ended.isEmpty()) {
            List<EndedSession> told = ended.stream().map(EndedSession::of).toList();
            endListeners.forEach(listener -> listener.ended(told));
        }
    }

    private List<Revocation> record(List<Session> ended) {
        tellOfEnd(ended);
        // the login's refresh token is judged by PostgreSQL: the entry need only outlive the access token. A browser's
        // login
        // has none, and its cookie is judged by PostgreSQL too: Redis need not be told
        return ended.stream()
                .filter(session -> session.cookieHash() == null)
                .map(session -> revocationList.record(session.id(), session.userId(), session.accessEnd()))
                .toList();
    }

    private int publish(UUID userId, int ended) {
        revocationList.publishAllOf(userId);
        return ended;
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
