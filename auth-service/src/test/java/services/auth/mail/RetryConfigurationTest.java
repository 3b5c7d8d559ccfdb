package services.auth.mail;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.error.StartException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryConfigurationTest {

    private final RetryConfiguration retry = new RetryConfiguration(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({"1, 500, 1000", "2, 1000, 2000", "3, 2000, 4000", "9, 128000, 256000", "10, 150000, 300000"})
    void eachDelayIsTwiceTheLastUpToTheLongestAndHalfOfItIsChance(int attempts, long least, long most) {
        for (int i = 0; i < 1000; i++) {
            assertThat(retry.delayAfter(attempts, random).toMillis()).isBetween(least, most);
        }
    }

    @Test
    void delaysDiffer() {
        assertThat(retry.delayAfter(20, random)).isNotEqualTo(retry.delayAfter(20, random));
    }

    @Test
    void noNumberOfAttemptsIsTooMany() {
        assertThat(retry.delayAfter(Integer.MAX_VALUE, random)).isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(new RetryConfiguration(Duration.ofDays(1), Duration.ofDays(1)).delayAfter(1000, random))
                .isLessThanOrEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT5M, FIRST", "PT-1S, PT5M, FIRST", "PT10S, PT5S, LONGEST", "PT1S, P2D, LONGEST"})
    void whatIsOutOfRangeIsOneLineThatNamesIt(Duration first, Duration longest, String named) {
        assertThatThrownBy(() -> new RetryConfiguration(first, longest))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("AUTH_SERVICE_MAIL_RETRY_" + named + " must be ");
    }
}
