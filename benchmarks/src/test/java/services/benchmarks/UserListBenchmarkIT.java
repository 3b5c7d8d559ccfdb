package services.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
class UserListBenchmarkIT {

    @Test
    void smallRunMeasuresEverything() throws Exception {
        UserListReport report = UserListBenchmark.run(new UserListBenchmark.Plan(20_000, 2, 3));

        assertThat(report.firstImport()).isPositive();
        assertThat(report.secondImport()).isPositive();
        assertThat(report.rounds())
                .hasSize(2)
                .allSatisfy(round -> assertThat(round).hasSizeGreaterThan(20).containsKey(report.measure()))
                .allSatisfy(round -> assertThat(round.values()).allMatch(time -> time > 0));
        assertThat(report.toMarkdown())
                .contains("20,000 users", "`GET /users`, page 200", "`?q=member-`, page 200", "lines a second");
    }
}
