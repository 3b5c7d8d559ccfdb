package services.auth.error;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import services.auth.LogLines;
import services.auth.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTest {

    private final TestClock clock = new TestClock();
    private final OutageLog log = new OutageLog(clock);

    @AutoClose
    private final LogLines lines = LogLines.of(OutageLog.class);

    @Test
    void ofAThousandOfOneCauseTheFirstIsToldAndTheOthersAreCounted() {
        tell(1000, "Too many passwords wait to be hashed");
        assertThat(lines.told()).containsExactly("WARN POST /login answered 503: Too many passwords wait to be hashed");

        clock.advance(Duration.ofSeconds(11));
        tell(1, "Too many passwords wait to be hashed");

        assertThat(lines.told())
                .hasSize(2)
                .last()
                .isEqualTo(
                        "WARN POST /login answered 503: Too many passwords wait to be hashed (and 999 like it before)");
    }

    @Test
    void anotherCauseIsToldAtOnce() {
        tell(10, "Too many passwords wait to be hashed");
        tell(10, "Redis is not connected");

        assertThat(lines.told()).hasSize(2);
    }

    private void tell(int times, String cause) {
        for (int i = 0; i < times; i++) {
            log.tell("POST /login", new UnavailableException(cause));
        }
    }
}
