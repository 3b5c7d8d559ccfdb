package services.resource.error;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import services.resource.Contract;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTest {

    @Test
    void unavailableReadsAsAuthServiceWritesIt() {
        Problem agreed = new JsonMapper().readValue(Contract.read("unavailable.json"), Problem.class);
        assertThat(Problem.of(ProblemCode.TEMPORARILY_UNAVAILABLE)).isEqualTo(agreed);
    }

    @Test
    void retryAfterIsWholeSecondsAndAtLeastOne() {
        assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
        assertThat(retryAfter(Duration.ofMillis(1001))).isEqualTo("2");
    }

    private static String retryAfter(Duration duration) {
        return String.valueOf(Problem.unavailable(duration).getHeaders().get("Retry-After"));
    }
}
