package services.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRingTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);
    private static final Instant FAR = Instant.MAX;

    @Test
    void keySignsFromItsTimeOnAndNotBefore() {
        StoredSigningKey first = key(0);
        StoredSigningKey second = key(100);
        KeyRing ring = ring(second, first);

        assertThat(ring.current(at(0))).contains(first);
        assertThat(ring.current(at(100).minusNanos(1))).contains(first);
        assertThat(ring.current(at(100))).contains(second);
        assertThat(ring.current(at(9999))).contains(second);
    }

    @Test
    void earliestKeySignsWhereNoTimeHasComeYet() {
        StoredSigningKey first = key(100);

        assertThat(ring(key(200), first).current(at(0))).contains(first);
        assertThat(ring(revoked(50, 60), first).current(at(0))).contains(first);
        assertThat(ring().current(at(0))).isEmpty();
    }

    @Test
    void keysOfTheSameTimeAreInTheSameOrderEverywhere() {
        StoredSigningKey one = key(0);
        StoredSigningKey other = key(0);

        assertThat(ring(one, other).current(at(1))).isEqualTo(ring(other, one).current(at(1)));
    }

    @Test
    void revokedKeySignsNoMoreEvenWhenItsTimeComesLater() {
        StoredSigningKey stolen = revoked(0, 100);
        StoredSigningKey alsoStolen = revoked(500, 100);
        StoredSigningKey successor = key(100);
        KeyRing ring = ring(stolen, alsoStolen, successor);

        assertThat(ring.current(at(99))).contains(stolen);
        assertThat(ring.current(at(100))).contains(successor);
        assertThat(ring.current(at(500))).contains(successor);
        assertThat(ring.last()).contains(successor);
    }

    @Test
    void retiredKeyIsAcceptedUntilTheLastTokenItSignedIsDead() {
        StoredSigningKey first = key(0);
        StoredSigningKey second = key(100);
        KeyRing ring = ring(first, second, key(5000));

        assertThat(until(ring, first)).isEqualTo(at(100).plus(TOKEN_LIFE).plusSeconds(60));
        assertThat(until(ring, second)).isEqualTo(at(5000).plus(TOKEN_LIFE).plusSeconds(60));
        assertThat(until(ring, ring.last().orElseThrow())).isEqualTo(FAR);
    }

    @Test
    void revokedKeyIsAcceptedUntilItsRevocationAndNoLongerThanARetiredOne() {
        StoredSigningKey stolen = revoked(0, 100);
        StoredSigningKey longRetired = revoked(-100_000, 100);

        assertThat(until(ring(stolen, key(100)), stolen)).isEqualTo(at(100));
        assertThat(until(ring(longRetired, key(-90_000), key(100)), longRetired))
                .isEqualTo(at(-90_000).plus(TOKEN_LIFE).plusSeconds(60));
    }

    @Test
    void keyThatIsRevokedBeforeItsTimeReplacesNone() {
        StoredSigningKey first = key(0);

        assertThat(until(ring(first, revoked(500, 100)), first)).isEqualTo(FAR);
        assertThat(until(ring(first, revoked(500, 500)), first)).isEqualTo(FAR);
        assertThat(until(ring(first, revoked(500, 501)), first))
                .isEqualTo(at(500).plus(TOKEN_LIFE).plusSeconds(60));
    }

    @Test
    void keyThatSignsIsAcceptedAtEveryMoment() {
        KeyRing ring = ring(key(0), revoked(300, 350), revoked(400, 350), key(350), key(700));

        for (int second = 0; second < 1000; second++) {
            StoredSigningKey current = ring.current(at(second)).orElseThrow();
            assertThat(until(ring, current)).as("at " + second).isAfter(at(second));
        }
    }

    private static Instant until(KeyRing ring, StoredSigningKey key) {
        return ring.acceptedUntil(key, TOKEN_LIFE);
    }

    private static KeyRing ring(StoredSigningKey... keys) {
        return new KeyRing(Stream.of(keys).toList());
    }

    private static StoredSigningKey key(int activeFrom) {
        return key(activeFrom, null);
    }

    private static StoredSigningKey revoked(int activeFrom, int revokedFrom) {
        return key(activeFrom, at(revokedFrom));
    }

    private static StoredSigningKey key(int activeFrom, @Nullable Instant revokedFrom) {
        return new StoredSigningKey(UUID.randomUUID(), "", "", null, at(activeFrom), revokedFrom, null, null);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
