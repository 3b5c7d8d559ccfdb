package services.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.token.Secrets;
import services.auth.user.User;
import services.auth.user.Users;

/**
 * The logins of browsers at this service, by their cookies: 32 random bytes, of which the hash is kept. They are logins like
 * others, without an access token: users see them and end them among theirs, and what ends all logins ends them too.
 */
@Singleton
public class BrowserSessions {

    /** What stands for the client of such a login. */
    public static final String CLIENT_ID = "browser";

    /** The {@code acr} of a login with a password: level 1 of ISO/IEC 29115, one factor (OpenID Connect Core 1.0 section 2). */
    public static final String PASSWORD_ACR = "1";

    private final SessionRepository repository;
    private final SessionTokens sessionTokens;
    private final Sessions sessions;
    private final Users users;
    private final Secrets secrets;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    BrowserSessions(
            SessionRepository repository,
            SessionTokens sessionTokens,
            Sessions sessions,
            Users users,
            Secrets secrets,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.sessionTokens = sessionTokens;
        this.sessions = sessions;
        this.users = users;
        this.secrets = secrets;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Signs a user in. The cookie is a new one each time, so that one which was planted before is worth nothing; the login goes on
     * when it is the same user's.
     *
     * @param user as it was when the password was checked
     * @param acr how the user signed in
     * @param address from which
     * @param before the browser's cookie until now, anybody may have made it up
     * @return the new cookie; nothing when the user was deleted or disabled, or has another password, since then
     */
    public Optional<String> signIn(User user, @Nullable String acr, String address, @Nullable String before) {
        Optional<BrowserSession> last = before == null ? Optional.empty() : find(before);
        Optional<String> cookie = transactions.executeWrite(ignored ->
                users.holdForLogin(user) ? Optional.of(replace(user, acr, address, last)) : Optional.empty());
        if (cookie.isPresent()) {
            // somebody else uses the browser now
            last.filter(session -> !session.userId().equals(user.id())).ifPresent(this::end);
        }
        return cookie;
    }

    private String replace(User user, @Nullable String acr, String address, Optional<BrowserSession> last) {
        Instant now = clock.instant();
        Instant end = sessionTokens.browserSessionEnd();
        String cookie = secrets.generate();
        String cookieHash = Secrets.hash(cookie);
        UUID id = last.filter(session -> session.userId().equals(user.id()))
                .map(BrowserSession::id)
                .filter(same -> repository.renewCookie(same, cookieHash, acr, end, now) == 1)
                .orElseGet(() -> repository
                        .save(Session.ofBrowser(user, cookieHash, acr, address, now, end))
                        .id());
        auditLog.succeededBy(user.id(), AuditType.LOGIN, Map.of("session_id", id.toString(), "client_id", CLIENT_ID));
        return cookie;
    }

    /** The login of that cookie, if it is not over. */
    public Optional<BrowserSession> find(String cookie) {
        Instant now = clock.instant();
        return repository.findByCookie(Secrets.hash(cookie), now).map(session -> BrowserSession.of(session, now));
    }

    /**
     * Ends a browser's login, see {@link Sessions#end}.
     *
     * @return whether it was not over yet
     */
    public boolean end(BrowserSession session) {
        return sessions.end(session.id(), session.userId()) > 0;
    }
}
