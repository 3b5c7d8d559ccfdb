package services.resource.data;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeOrderedIdsTest {

    @Test
    void idsOfLaterMillisecondsSortBehindEarlierOnes() {
        UUID earlier = at("2026-01-01T00:00:00.000Z").issue();
        UUID later = at("2026-01-01T00:00:00.001Z").issue();
        assertThat(earlier.toString()).isLessThan(later.toString());
        assertThat(earlier.toString()).startsWith("019b7");
    }

    @Test
    void idsAreOfVersionSevenAndDiffer() {
        TimeOrderedIds ids = at("2026-01-01T00:00:00Z");
        UUID id = ids.issue();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(ids.issue()).isNotEqualTo(id);
    }

    private static TimeOrderedIds at(String time) {
        return new TimeOrderedIds(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), new SecureRandom());
    }
}
