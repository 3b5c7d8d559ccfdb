package services.resource.data;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

import jakarta.inject.Singleton;

/** Issues UUIDs of version 7 (RFC 9562 §5.7): the order of the ids is the order of their creation, to a millisecond. */
@Singleton
final class TimeOrderedIds {

    private final Clock clock;
    private final SecureRandom random;

    TimeOrderedIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    UUID issue() {
        long versionAndRandom = 0x7000L | random.nextInt(1 << 12);
        long variantAndRandom = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(clock.millis() << 16 | versionAndRandom, variantAndRandom);
    }
}
