package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ManyFewResultTest {

    @Test
    void whatTheMachineDoesToBothIsNoLoss() {
        ManyFewResult.Stage before = new ManyFewResult.Stage("few", List.of(100.0), List.of(200.0));
        ManyFewResult.Stage sameOnASlowerMachine = new ManyFewResult.Stage("many", List.of(50.0), List.of(100.0));
        ManyFewResult.Stage slower = new ManyFewResult.Stage("more", List.of(40.0), List.of(100.0));
        ManyFewResult result = new ManyFewResult(1, List.of(before, sameOnASlowerMachine, slower), Map.of());

        assertThat(result.against(1, 0).ofMedians()).isEqualTo(1);
        assertThat(result.against(2, 1).ofMedians()).isCloseTo(0.8, within(1e-9));
    }
}
