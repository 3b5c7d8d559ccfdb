package services.auth.user;

import java.util.List;
import java.util.UUID;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;

/**
 * Users who are looked up in place of names that nobody has, so that the time tells nothing. Hashes of other systems and of older
 * parameters take another time than new ones: each unknown name is given a user with a hash of one kind for good, as many names
 * each kind as users have it.
 */
@Singleton
public class Decoys {

    private static final Logger LOG = LoggerFactory.getLogger(Decoys.class);
    private static final UUID NOBODY = new UUID(0, 0);

    private final UserRepository repository;
    private final KeyedHash keyedHash;
    private volatile List<HashKind> kinds = List.of();

    Decoys(UserRepository repository, KeyedHashes keyedHashes) {
        this.repository = repository;
        this.keyedHash = keyedHashes.forPurpose("decoys");
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

    /** The user in place of that name, if nobody has it; the id of nobody where there are no users. */
    UUID userFor(String name) {
        List<HashKind> counted = kinds;
        long total = counted.stream().mapToLong(HashKind::users).sum();
        long place = (long) (keyedHash.fraction(name) * total);
        for (HashKind kind : counted) {
            place -= kind.users();
            if (place < 0) {
                return kind.example();
            }
        }
        return NOBODY;
    }
}
