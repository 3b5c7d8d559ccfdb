package services.auth.audit;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Under which something happens; all absent where it happens by itself.
 *
 * @param actorId who is logged in, if somebody is
 * @param sessionId in which login
 * @param address from where the request came
 * @param requestId what it is called
 */
public record Circumstances(
        @Nullable UUID actorId,
        @Nullable UUID sessionId,
        @Nullable String address,
        @Nullable String requestId) {

    static final Circumstances NONE = new Circumstances(null, null, null, null);

    /** Knows them at any moment. */
    public interface Source {

        Optional<Circumstances> now();
    }
}
