package services.auth.onetimecode;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.error.TooManyRequestsException;
import services.auth.error.UnavailableException;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;
import services.auth.redis.RedisAnswer;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;
import services.auth.user.Names;

/** Makes codes and spends them. */
@Singleton
public class OneTimeCodes {

    /** How long a code is good (NIST SP 800-63B-4 section 3.1.3.2 allows ten minutes). */
    public static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    /** What a code looks like. */
    public static final String FORM = "[0-9]{6}";

    /** What a refusal says of a code that does not. */
    public static final String FORM_MESSAGE = "must be six digits";

    private static final int CODES = 1_000_000;

    private final CodeStore store;
    private final CodeLimits limits;
    private final Throttle throttle;
    private final KeyedHash hash;
    private final SecureRandom random;

    OneTimeCodes(CodeStore store, CodeLimits limits, Throttle throttle, KeyedHashes hashes, SecureRandom random) {
        this.store = store;
        this.limits = limits;
        this.throttle = throttle;
        this.hash = hashes.forPurpose("one-time codes");
        this.random = random;
    }

    /**
     * Makes a code. The one that was made for the same before is void.
     *
     * @param purpose no code of one purpose is good for another
     * @param email where it goes
     * @param target what it is for; {@link #spend} tells it again
     * @return six digits
     * @throws UnavailableException when Redis did not confirm it
     */
    public String make(String purpose, String email, String target) {
        String code = String.format("%06d", random.nextInt(CODES));
        String recipient = recipient(purpose, email);
        RedisAnswer.await(store.put(recipient, hash(recipient, code), target, TIME_TO_LIVE));
        return code;
    }

    /**
     * Spends a code, if it is good.
     *
     * @return what it is for; nothing if it is wrong, spent, void or too old
     * @throws TooManyRequestsException when codes for this address, which need not exist, were tried too often
     * @throws UnavailableException when that cannot be told
     */
    public Optional<String> spend(String purpose, String email, String code) {
        if (throttle.tryConsume(limits.tries(), Names.key(email)) instanceof Outcome.Refused refused) {
            throw new TooManyRequestsException(refused.retryAfter());
        }
        String recipient = recipient(purpose, email);
        Optional<String> target = RedisAnswer.await(store.spend(recipient, hash(recipient, code)));
        target.ifPresent(right -> throttle.giveBack(limits.tries(), Names.key(email)));
        return target;
    }

    /** By which a recipient is known in Redis: no address stands there in clear. */
    private String recipient(String purpose, String email) {
        return purpose + ":" + hash.of(Names.key(email));
    }

    /** Six digits are few: only who has the key finds a code from its hash. */
    private String hash(String recipient, String code) {
        return hash.of(recipient + "\n" + code);
    }
}
