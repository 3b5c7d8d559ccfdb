package services.auth.session;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.token.RevocationList;

/**
 * Changes users, and what their logins and API keys may do with it, as one unit of work. When a method returns, no instance
 * acts on what was before; when one throws {@link services.auth.error.UnavailableException}, that cannot be promised, and the
 * change is made all the same.
 */
@Singleton
public class UserChanges {

    private final Sessions sessions;
    private final List<HeldByUser> heldByUser;
    private final RevocationList revocationList;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    UserChanges(
            Sessions sessions,
            List<HeldByUser> heldByUser,
            RevocationList revocationList,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.sessions = sessions;
        this.heldByUser = heldByUser;
        this.revocationList = revocationList;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Changes the name or the rights of a user: the next validation of each token and API key shows it. */
    public <T> T apply(UUID userId, Supplier<T> change) {
        T changed = transactions.executeWrite(ignored -> {
            T result = change.get();
            heldByUser.forEach(held -> held.forgetAllOf(userId, clock.instant()));
            return result;
        });
        revocationList.publishAllOf(userId);
        return changed;
    }

    /** Changes what a role gives: the next validation of whatever its users hold shows it. */
    public <T> T applyToRole(String role, Supplier<T> change) {
        T changed = transactions.executeWrite(ignored -> {
            T result = change.get();
            heldByUser.forEach(held -> held.forgetAllOfRole(role, clock.instant()));
            return result;
        });
        revocationList.publishAll();
        return changed;
    }

    /** Ends all logins; API keys are judged anew. */
    public <T> T endLogins(UUID userId, Supplier<T> change) {
        T changed = transactions.executeWrite(ignored -> {
            T result = change.get();
            sessions.endAll(userId, null);
            heldByUser.forEach(held -> held.forgetAllOf(userId, clock.instant()));
            return result;
        });
        revocationList.publishAllOf(userId);
        return changed;
    }

    /** Ends all logins but one. */
    public <T> T endOtherLogins(UUID userId, UUID sessionId, Supplier<T> change) {
        T changed = transactions.executeWrite(ignored -> {
            T result = change.get();
            sessions.endAll(userId, sessionId);
            return result;
        });
        revocationList.publishAllOf(userId);
        return changed;
    }

    /**
     * Ends all logins and API keys.
     *
     * @return how many
     */
    public int endEverything(UUID userId, Runnable change) {
        int ended = transactions.executeWrite(ignored -> {
            change.run();
            return heldByUser.stream().mapToInt(held -> held.endAll(userId)).sum();
        });
        revocationList.publishAllOf(userId);
        return ended;
    }
}
