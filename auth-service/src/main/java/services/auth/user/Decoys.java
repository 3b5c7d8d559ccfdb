package services.auth.user;

import java.util.List;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;

/**
 * Passwords of names that nobody has take as long to look at as those of users. Hashes of other systems and of older parameters
 * take another time than new ones: each unknown name is given one kind for good, as many names each kind as users have it.
 */
@Singleton
public class Decoys {

    private static final Logger LOG = LoggerFactory.getLogger(Decoys.class);

    private final UserRepository repository;
    private final PasswordHasher hasher;
    private final KeyedHash keyedHash;
    private volatile List<HashKind> kinds = List.of();

    Decoys(UserRepository repository, PasswordHasher hasher, KeyedHashes keyedHashes) {
        this.repository = repository;
        this.hasher = hasher;
        this.keyedHash = keyedHashes.forPurpose("decoys");
    }

    /** Looks at the password as if somebody with that name had one. */
    public void verify(String name, String password) {
        hasher.verifyNobody(hashFor(name), password);
    }

    /** Counts the users of each kind of hash. */
    @Scheduled(fixedDelay = "1h", initialDelay = "1s")
    public void count() {
        try {
            kinds = repository.countHashKinds();
        } catch (RuntimeException failure) {
            LOG.warn("The kinds of password hashes cannot be counted now: {}", Outage.describe(failure));
        }
    }

    /** A hash of the kind that the name has; an empty one for a kind that has none. */
    String hashFor(String name) {
        List<HashKind> counted = kinds;
        long total = counted.stream().mapToLong(HashKind::users).sum();
        long place = (long) (keyedHash.fraction(name) * total);
        for (HashKind kind : counted) {
            place -= kind.users();
            if (place < 0) {
                return kind.example();
            }
        }
        return "";
    }
}
