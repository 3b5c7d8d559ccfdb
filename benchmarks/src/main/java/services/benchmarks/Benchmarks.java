package services.benchmarks;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the benchmark that the command line names, and prints its table. */
public final class Benchmarks {

    private static final int WRONG_USE = 2;

    private Benchmarks() {}

    private enum Benchmark {
        REVOCATION_LIST("revocation-list") {
            @Override
            String run(int size) throws SQLException {
                return RevocationListBenchmark.run(RevocationListBenchmark.Plan.full(size))
                        .toMarkdown();
            }
        },
        USER_LIST("user-list") {
            @Override
            String run(int size) throws SQLException {
                return UserListBenchmark.run(UserListBenchmark.Plan.full(size)).toMarkdown();
            }
        };

        private final String text;

        Benchmark(String text) {
            this.text = text;
        }

        /** @param size how many of what it is about */
        abstract String run(int size) throws SQLException;
    }

    /** {@code <name> [<size>]}. */
    public static void main(String[] arguments) throws SQLException {
        String name = arguments.length == 0 ? "" : arguments[0];
        int size = arguments.length < 2 ? 1_000_000 : Integer.parseInt(arguments[1]);
        for (Benchmark benchmark : Benchmark.values()) {
            if (benchmark.text.equals(name)) {
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
