package services.local.history.run;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTest {

    private static final int OPERATIONS = 10_000;

    private final Plan plan = Plan.of(4711, OPERATIONS, Approach.INSTANCES);

    @Test
    void sameSeedIsTheSamePlan() {
        assertThat(Plan.of(4711, OPERATIONS, Approach.INSTANCES)).isEqualTo(plan);
    }

    @Test
    void anotherSeedIsAnotherPlan() {
        assertThat(Plan.of(4712, OPERATIONS, Approach.INSTANCES)).isNotEqualTo(plan);
    }

    @Test
    void everyFaultComesWhereThereIsABalancer() {
        assertThat(Plan.of(4711, OPERATIONS, Approach.BALANCER).faults())
                .extracting(Plan.PlannedFault::fault)
                .containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void everyDeedComesAndEveryFaultThatCan() {
        assertThat(plan.faults())
                .extracting(Plan.PlannedFault::fault)
                .containsExactlyInAnyOrderElementsOf(Approach.INSTANCES.faults());
        assertThat(plan.faults())
                .extracting(Plan.PlannedFault::afterOperations)
                .isSorted()
                .allMatch(after -> after < OPERATIONS);
        assertThat(moves()).extracting(Step.Move::deed).contains(Deed.values());
    }

    @Test
    void thereAreAsManyMovesAsAskedForAndSomeAreMadeAtOnce() {
        assertThat(moves()).hasSizeGreaterThanOrEqualTo(OPERATIONS);
        assertThat(plan.clients())
                .allSatisfy(
                        steps -> assertThat(steps).anyMatch(step -> step.moves().size() > 1));
    }

    private List<Step.Move> moves() {
        return plan.clients().stream()
                .flatMap(List::stream)
                .flatMap(step -> step.moves().stream())
                .toList();
    }
}
