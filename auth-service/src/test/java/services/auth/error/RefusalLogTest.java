package services.auth.error;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import services.auth.LogLines;
import services.auth.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTest {

    private final TestClock clock = new TestClock();
    private final RefusalLog log = new RefusalLog(clock);

    @AutoClose
    private final LogLines lines = LogLines.of(RefusalLog.class);

    @Test
    void floodOfDeadTokensIsALineForEachReason() {
        for (int i = 0; i < 1000; i++) {
            log.tell("it was revoked");
            log.tell("signature or claims are not good");
        }

        assertThat(lines.told())
                .containsExactly(
                        "INFO Token refused: it was revoked", "INFO Token refused: signature or claims are not good");
    }

    @Test
    void nextLineTellsHowManyThereWere() {
        log.tell("it was revoked");
        log.tell("it was revoked");
        log.tell("it was revoked");
        clock.advance(Duration.ofSeconds(11));

        log.tell("it was revoked");

        assertThat(lines.told()).last().isEqualTo("INFO Token refused: it was revoked (and 2 like it before)");
    }

    @Test
    void whatADetailSaysMakesNoLineOfItsOwn() {
        for (int i = 0; i < 1000; i++) {
            log.tellDetail("invalid_dpop_proof", "its jti is " + i);
        }

        assertThat(lines.told()).containsExactly("INFO Token refused: invalid_dpop_proof, its jti is 0");
    }

    @Test
    void whoeverSearchesIsToldOfEach() {
        lines.setLevel(Level.DEBUG);

        log.tell("it was revoked");
        log.tell("it was revoked");

        assertThat(lines.told())
                .containsExactly("DEBUG Token refused: it was revoked", "DEBUG Token refused: it was revoked");
    }
}
