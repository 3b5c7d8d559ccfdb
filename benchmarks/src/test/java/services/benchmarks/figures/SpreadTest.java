package services.benchmarks.figures;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTest {

    @Test
    void medianIsInTheMiddleAndOneOutlierDoesNotMoveIt() {
        assertThat(Spread.of(List.of(3.0, 900.0, 1.0))).isEqualTo(new Spread(1, 3, 900));
    }

    @Test
    void ofTwoInTheMiddleTheMedianIsTheirMean() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
    }

    @Test
    void percentSignsAreWrittenOnce() {
        assertThat(Spread.of(List.of(98.6)).format("%.0f %%")).isEqualTo("99 % (99 % to 99 %)");
    }
}
