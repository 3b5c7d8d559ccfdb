package services.auth.oauth2.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.context.ServerRequestContext;
import services.auth.clientaddress.ClientAddress;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.TooManyRequestsException;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;

/**
 * Refuses whoever guesses at the secret of a client (RFC 6749 section 2.3.1), from the network of the guesses alone. What is right is not
 * counted, for a busy client sends its secret many times at once; but while guesses are refused it is refused too, for nobody could guess
 * otherwise.
 */
@Context
class SecretGuesses {

    private static final int MAX_REFUSED = 10_000;

    private final Cache<String, Instant> refusedUntil =
            Caffeine.newBuilder().maximumSize(MAX_REFUSED).build();
    private final Limit limit;
    private final Throttle throttle;
    private final ClientAddresses clientAddresses;
    private final Clock clock;

    SecretGuesses(
            @Value("${auth-service.throttling.client-secret}") String setting,
            Throttle throttle,
            ClientAddresses clientAddresses,
            Clock clock) {
        this.limit = Limit.parse("client-secret", setting);
        this.throttle = throttle;
        this.clientAddresses = clientAddresses;
        this.clock = clock;
    }

    /**
     * Before a secret is looked at.
     *
     * @throws TooManyRequestsException when there were too many wrong ones
     */
    void check(String clientId) {
        Instant until = refusedUntil.getIfPresent(key(clientId));
        Instant now = clock.instant();
        if (until != null && until.isAfter(now)) {
            throw new TooManyRequestsException(Duration.between(now, until));
        }
    }

    /**
     * It was wrong.
     *
     * @throws TooManyRequestsException when there were too many
     */
    void count(String clientId) {
        String key = key(clientId);
        if (throttle.tryConsume(limit, key) instanceof Outcome.Refused refused) {
            refusedUntil.put(key, clock.instant().plus(refused.retryAfter()));
            throw new TooManyRequestsException(refused.retryAfter());
        }
    }

    private String key(String clientId) {
        String network = ServerRequestContext.currentRequest()
                .map(clientAddresses::of)
                .map(ClientAddress::network)
                .orElse("");
        return network + "\n" + clientId;
    }
}
