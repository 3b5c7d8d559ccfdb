package services.auth.oauth2.code;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisValues;
import services.auth.token.Scope;
import services.auth.token.Secrets;

/**
 * The codes of devices that cannot show a page (RFC 8628): one for the device, one for its user. They rest in Redis as hashes. All methods
 * fail with {@link UnavailableException} when Redis does not answer.
 */
@Singleton
public class DeviceCodes {

    public static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    /** How often a device may ask, unless it has asked too soon before. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /** How long a second use is told from an unknown code. */
    private static final Duration REMEMBERED = TIME_TO_LIVE.plusMinutes(10);

    private final RedisValues<DeviceRequest> requests;
    private final RedisValues<String> hashes;
    private final RedisValues<DevicePace> paces;
    private final KeyedHash keyedHash;
    private final Secrets secrets;
    private final SecureRandom random;
    private final Clock clock;

    DeviceCodes(
            RedisLink redis,
            ObjectMapper mapper,
            KeyedHashes keyedHashes,
            Secrets secrets,
            SecureRandom random,
            Clock clock) {
        this.requests = new RedisValues<>(redis, mapper, "device-code:", DeviceRequest.class);
        this.hashes = new RedisValues<>(redis, mapper, "user-code:", String.class);
        this.paces = new RedisValues<>(redis, mapper, "device-code-pace:", DevicePace.class);
        this.keyedHash = keyedHashes.forPurpose("user code");
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
    }

    /** The two codes. */
    public record Issued(String deviceCode, UserCode userCode) {

        @Override
        public String toString() {
            return "Issued";
        }
    }

    public Issued issue(String clientId, Scope scope) {
        Issued issued = new Issued(secrets.generate(), UserCode.random(random));
        String hash = Secrets.hash(issued.deviceCode());
        requests.put(
                hash,
                new DeviceRequest(clientId, scope.toString(), clock.instant().plus(TIME_TO_LIVE), null, false),
                REMEMBERED);
        hashes.put(key(issued.userCode()), hash, TIME_TO_LIVE);
        return issued;
    }

    /** What a device asks for or got, by its own code. */
    public Optional<DeviceRequest> find(String deviceCode) {
        return requests.find(Secrets.hash(deviceCode));
    }

    /**
     * The device asks. Whenever it comes too soon after it came last, it must wait longer from then on (RFC 8628 section 3.5).
     *
     * @return whether it came too soon
     */
    public boolean isTooSoon(String deviceCode) {
        String hash = Secrets.hash(deviceCode);
        Instant now = clock.instant();
        Optional<DevicePace> before = paces.find(hash);
        paces.put(hash, before.map(pace -> pace.askedAgain(now)).orElseGet(() -> DevicePace.first(now)), REMEMBERED);
        return before.filter(pace -> pace.isTooSoon(now)).isPresent();
    }

    /** What waits for the user who has that code. */
    public Optional<DeviceRequest> find(UserCode userCode) {
        return hashes.find(key(userCode)).flatMap(requests::find).filter(request -> !isOver(request));
    }

    /**
     * The user has allowed it.
     *
     * @return whether it still waited; of two answers the first counts
     */
    public boolean allow(UserCode userCode, AuthorizationGrant grant) {
        return answer(userCode, request -> request.allowed(grant));
    }

    /** The user has said no, see {@link #allow}. */
    public boolean deny(UserCode userCode) {
        return answer(userCode, DeviceRequest::denied);
    }

    private boolean answer(UserCode userCode, UnaryOperator<DeviceRequest> answered) {
        Optional<String> hash = hashes.take(key(userCode));
        Optional<DeviceRequest> request =
                hash.flatMap(requests::find).filter(waiting -> !isOver(waiting)).map(answered);
        request.ifPresent(one -> requests.put(hash.orElseThrow(), one, REMEMBERED));
        return request.isPresent();
    }

    public boolean isOver(DeviceRequest request) {
        return clock.instant().isAfter(request.expiresAt());
    }

    /** Short enough to be guessed from a hash that anybody could make. */
    private String key(UserCode userCode) {
        return keyedHash.of(userCode.value());
    }
}
