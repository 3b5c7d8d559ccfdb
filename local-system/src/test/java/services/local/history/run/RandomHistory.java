package services.local.history.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.local.history.History;
import services.local.history.Operation;
import services.local.history.Promises;
import services.local.history.Violation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** A history that follows from a seed, held against the promises; the command that plays it again is printed. */
final class RandomHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RandomHistory.class);
    private static final int MOST_SHOWN = 10;

    private final long seed =
            Long.getLong("history.seed", RandomGenerator.getDefault().nextLong());
    private final int operations = Integer.getInteger("history.operations", 12_000);
    private final Approach approach;
    private final String again;

    /** @param test how the test is called that plays it, with what Maven must be told besides */
    RandomHistory(Approach approach, String test) {
        this.approach = approach;
        again = ("the same plan again: mvn verify -am -pl local-system -Dtest=None -Dit.test=%s"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
                        + " -Dhistory.seed=%d -Dhistory.operations=%d")
                .formatted(test, seed, operations);
    }

    void breaksNoPromise() throws IOException {
        LOG.info("{}", again);
        try (HistoryRun run = HistoryRun.onNewSystem(approach)) {
            History history = run.play(Plan.of(seed, operations, approach), () -> {});

            assertThat(history.operations()).hasSizeGreaterThanOrEqualTo(operations);
            List<Violation> violations = Promises.violatedIn(history);
            assertThat(violations)
                    .as("%s%n%s%nthe history: %s", again, shown(violations), written(history, run))
                    .isEmpty();
        }
    }

    private static String shown(List<Violation> violations) {
        return violations.stream().limit(MOST_SHOWN).map(Violation::toString).collect(joining("\n"));
    }

    private static Path written(History history, HistoryRun run) throws IOException {
        Path file = run.system().folder().resolve("history.txt");
        List<String> lines =
                history.operations().stream().map(Operation::toString).sorted().toList();
        Files.write(file, lines);
        Files.write(
                run.system().folder().resolve("disturbances.txt"),
                history.disturbances().stream().map(Object::toString).toList());
        return file;
    }
}
