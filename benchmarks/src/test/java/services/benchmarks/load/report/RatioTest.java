package services.benchmarks.load.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RatioTest {

    @Test
    void shareIsThatOfTheMediansAndItsSpreadThatOfTheRounds() {
        Ratio ratio = Ratio.of(List.of(10.0, 30.0, 20.0), List.of(100.0, 50.0, 40.0));

        assertThat(ratio).isEqualTo(new Ratio(20.0 / 50.0, 10.0 / 100.0, 30.0 / 50.0));
        assertThat(ratio.format()).isEqualTo("0.40 (0.10 to 0.60)");
    }

    @Test
    void roundsThatDoNotBelongTogetherAreRefused() {
        List<Double> two = List.of(1.0, 2.0);
        List<Double> one = List.of(1.0);

        assertThatThrownBy(() -> Ratio.of(two, one)).isInstanceOf(IllegalArgumentException.class);
    }
}
