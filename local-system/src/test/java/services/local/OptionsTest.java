package services.local;

import java.util.List;

import org.junit.jupiter.api.Test;
import services.local.Options.Option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

    @Test
    void knownWordsAreChosen() {
        Options options = Options.parse(List.of("--demo", "--fresh"));

        assertThat(options.has(Option.DEMO)).isTrue();
        assertThat(options.has(Option.FRESH)).isTrue();
    }

    @Test
    void withoutWordsNothingIsChosen() {
        assertThat(Options.parse(List.of()).chosen()).isEmpty();
    }

    @Test
    void unknownWordIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--demo", "--loud")))
                .hasMessageStartingWith("Unknown option --loud.");
    }
}
