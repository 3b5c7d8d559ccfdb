package services.auth.oauth2.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisValues;
import services.auth.token.Secrets;

/**
 * Authorization requests that wait: pushed ones (RFC 9126) for their browser, others for their user, who signs in and allows them on other
 * pages. Their names are 32 random bytes. All methods fail with {@link UnavailableException} when Redis does not confirm them.
 */
@Singleton
public class KeptRequests {

    /** How long a pushed request waits for its browser (RFC 9126 section 2.2). */
    public static final Duration PUSHED = Duration.ofSeconds(90);

    /** How long a request waits for a user, who may have to register first. */
    private static final Duration WAITING = Duration.ofMinutes(30);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final RedisValues<KeptRequest> requests;
    private final Secrets secrets;

    KeptRequests(RedisLink redis, ObjectMapper mapper, Secrets secrets) {
        this.requests = new RedisValues<>(redis, mapper, "authorization-request:", KeptRequest.class);
        this.secrets = secrets;
    }

    /** Whether that is the name of such a request, and not an address where one is to be fetched. */
    static boolean isName(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /** Keeps what a client has pushed. */
    public KeptRequest push(String clientId, Map<String, List<String>> parameters) {
        return put(new KeptRequest(name(), clientId, parameters, true, false, null, null), PUSHED);
    }

    /** Gives a request a name, if it has none yet, under which it waits for its user. */
    public KeptRequest await(CheckedRequest request) {
        return put(
                request.kept()
                        .orElseGet(() -> new KeptRequest(
                                name(), request.client().clientId(), request.parameters(), false, false, null, null)),
                WAITING);
    }

    /** Keeps what has come of it. */
    public KeptRequest update(KeptRequest request) {
        return put(request, WAITING);
    }

    public Optional<KeptRequest> find(String requestUri) {
        return requests.find(Secrets.hash(requestUri));
    }

    /**
     * It gets its answer now.
     *
     * @return whether it had none yet: nobody answers a request twice (RFC 9126 section 7.3)
     */
    public boolean take(KeptRequest request) {
        return requests.take(Secrets.hash(request.requestUri())).isPresent();
    }

    private String name() {
        return PREFIX + secrets.generate();
    }

    private KeptRequest put(KeptRequest request, Duration timeToLive) {
        requests.put(Secrets.hash(request.requestUri()), request, timeToLive);
        return request;
    }
}
