package services.auth.oauth2.code;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisValues;
import services.auth.token.Secrets;

/**
 * Authorization codes: 32 random bytes, good once, for a minute (RFC 6749 section 4.1.2). They rest in Redis as hashes. Who looks
 * at a code does not spend it: only a use that is right in all else counts, so that a code that leaked cannot be burnt.
 */
@Singleton
public class AuthorizationCodes {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    /** How long a second use is told from an unknown code. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final RedisValues<AuthorizationGrant> grants;
    private final Secrets secrets;
    private final Clock clock;

    AuthorizationCodes(RedisLink redis, ObjectMapper mapper, Secrets secrets, Clock clock) {
        this.grants = new RedisValues<>(redis, mapper, "authorization-code:", AuthorizationGrant.class);
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @throws UnavailableException when Redis did not confirm it */
    public String issue(AuthorizationGrant grant) {
        String code = secrets.generate();
        grants.put(Secrets.hash(code), grant, REMEMBERED);
        return code;
    }

    /**
     * What a code is good for, or was.
     *
     * @throws UnavailableException when Redis does not tell
     */
    public Optional<AuthorizationGrant> find(String code) {
        return grants.find(Secrets.hash(code));
    }

    /** Whether it is too late for a first use. */
    public boolean isOver(AuthorizationGrant grant) {
        return clock.instant().isAfter(grant.issuedAt().plus(TIME_TO_LIVE));
    }
}
