package services.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadOptionsTest {

    @Test
    void withoutOptionsItIsTheFullRun() {
        LoadOptions options = LoadOptions.parse(List.of());

        assertThat(options.users()).isEqualTo(1_000_000);
        assertThat(options.sessions()).isEqualTo(250_000);
        assertThat(options.revocations()).isEqualTo(1_000_000);
        assertThat(options.tokens()).isEqualTo(200);
        assertThat(options.connections()).isEqualTo(64);
        assertThat(options.few()).isEqualTo(1_000);
    }

    @Test
    void optionsAndSettingsAreTakenOver() {
        LoadOptions options = LoadOptions.parse(List.of(
                "--users", "2000", "--seconds", "0.5", "--out", "there", "--setting", "AUTH_SERVICE_REDIS_TIMEOUT=1s"));

        assertThat(options.users()).isEqualTo(2_000);
        assertThat(options.measurement()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.out()).isEqualTo(Path.of("there"));
        assertThat(options.settings()).isEqualTo(Map.of("AUTH_SERVICE_REDIS_TIMEOUT", "1s"));
    }

    @ParameterizedTest
    @CsvSource({
        "--userz 5, There is no option --userz",
        "--users, --users needs a value",
        "--users many, --users is \"many\"",
        "--users 10, at least 1000",
        "--rounds 0, at least 1",
        "--seconds 0, --seconds is \"0\"",
        "--seconds -1, --seconds is \"-1\"",
        "--tokens 5000, --tokens can be at most 1000",
        "--setting PATH=/bin, is no setting of a service",
        "--setting AUTH_SERVICE_PORT, is no setting of a service"
    })
    void whatIsWrongIsNamed(String arguments, String message) {
        List<String> words = List.of(arguments.split(" ", -1));

        assertThatThrownBy(() -> LoadOptions.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
