package services.auth.token;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.error.StartException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeyConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "P30D, P1D, PT0S, RELOAD_INTERVAL",
        "P30D, P1D, PT-5S, RELOAD_INTERVAL",
        "P30D, P1D, PT61S, RELOAD_INTERVAL",
        "P30D, PT14S, PT5S, PUBLISH_AHEAD",
        "P30D, PT-24H, PT5S, PUBLISH_AHEAD",
        "P1D, P1D, PT5S, ROTATION_INTERVAL",
        "PT0S, P1D, PT5S, ROTATION_INTERVAL",
        "P3651D, P1D, PT5S, ROTATION_INTERVAL",
    })
    void whatIsOutOfRangeIsOneLineThatNamesIt(
            Duration rotationInterval, Duration publishAhead, Duration reloadInterval, String named) {
        assertThatThrownBy(() -> new SigningKeyConfiguration(rotationInterval, publishAhead, reloadInterval))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("AUTH_SERVICE_SIGNING_KEY_" + named + " must be ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void everyCacheKnowsAKeyOfTheScheduleBeforeItsFirstToken() {
        for (int ahead : new int[] {15, 60, 600, 86_400}) {
            SigningKeyConfiguration configuration =
                    new SigningKeyConfiguration(Duration.ofDays(30), Duration.ofSeconds(ahead), Duration.ofSeconds(5));

            assertThat(configuration.cacheTime().plus(configuration.staleAfter()))
                    .isLessThanOrEqualTo(configuration.publishAhead());
        }
    }
}
