package services.benchmarks;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import services.benchmarks.start.StartBenchmark;

/** Runs the benchmark that the command line names, and prints its table. */
public final class Benchmarks {

    private static final int WRONG_USE = 2;
    private static final int MILLION = 1_000_000;

    private Benchmarks() {}

    private enum Benchmark {
        REVOCATION_LIST("revocation-list", MILLION) {
            @Override
            String run(int size) throws SQLException {
                return RevocationListBenchmark.run(RevocationListBenchmark.Plan.full(size))
                        .toMarkdown();
            }
        },
        USER_LIST("user-list", MILLION) {
            @Override
            String run(int size) throws SQLException {
                return UserListBenchmark.run(UserListBenchmark.Plan.full(size)).toMarkdown();
            }
        },
        START("start", StartBenchmark.ROUNDS) {
            @Override
            String run(int size) throws InterruptedException {
                return StartBenchmark.run(size).toMarkdown();
            }
        },
        INSTANCES("instances") {
            @Override
            String run(int size) {
                return InstancesBenchmark.run(InstancesBenchmark.Plan.full()).toMarkdown();
            }
        };

        private final String text;
        private final int standardSize;

        Benchmark(String text, int standardSize) {
            this.text = text;
            this.standardSize = standardSize;
        }

        /** @param size how many of what it is about */
        abstract String run(int size) throws SQLException, InterruptedException;
    }

    /** {@code <name> [<size>]}. */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        String name = arguments.length == 0 ? "" : arguments[0];
        for (Benchmark benchmark : Benchmark.values()) {
            if (benchmark.text.equals(name)) {
                int size = arguments.length < 2 ? benchmark.standardSize : Integer.parseInt(arguments[1]);
                System.out.println(benchmark.run(size));
                return;
            }
        }
        System.err.println(Stream.of(Benchmark.values())
                .map(benchmark -> benchmark.text)
                .collect(Collectors.joining(", ", "Name one of these, and a size if you like: ", "")));
        System.exit(WRONG_USE);
    }
}
