package services.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import services.benchmarks.load.LoadBenchmark;
import services.benchmarks.load.LoadOptions;
import services.benchmarks.load.report.LoadReport;
import services.benchmarks.load.report.ReportFiles;
import services.benchmarks.start.StartBenchmark;

/** Runs the benchmark that the command line names, and prints its table or writes its report. */
public final class Benchmarks {

    private static final int WRONG_USE = 2;
    private static final int MILLION = 1_000_000;

    private static final String USAGE = """
            revocation-list [SIZE]
            user-list [SIZE]
            start [ROUNDS]
            instances
            """ + LoadOptions.USAGE;

    private Benchmarks() {}

    /** {@code <name> [<size>]}, or {@code load} and its options. */
    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        try {
            run(List.of(arguments));
        } catch (WrongUse wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + USAGE);
            System.exit(WRONG_USE);
        }
    }

    private static void run(List<String> arguments) throws SQLException, IOException, InterruptedException {
        List<String> more = arguments.stream().skip(1).toList();
        switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "revocation-list" ->
                System.out.println(RevocationListBenchmark.run(RevocationListBenchmark.Plan.full(number(more, MILLION)))
                        .toMarkdown());
            case "user-list" ->
                System.out.println(UserListBenchmark.run(UserListBenchmark.Plan.full(number(more, MILLION)))
                        .toMarkdown());
            case "load" -> load(more);
            case "start" ->
                System.out.println(
                        StartBenchmark.run(number(more, StartBenchmark.ROUNDS)).toMarkdown());
            case "instances" -> {
                if (!more.isEmpty()) {
                    throw new WrongUse("Nothing follows the name");
                }
                System.out.println(
                        InstancesBenchmark.run(InstancesBenchmark.Plan.full()).toMarkdown());
            }
            default -> throw new WrongUse("Name a benchmark:");
        }
    }

    private static void load(List<String> arguments) throws SQLException, IOException {
        LoadOptions options;
        try {
            options = LoadOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e);
        }
        LoadReport report = LoadBenchmark.run(options);
        new ReportFiles(options.out()).write(report);
        System.out.println(
                "The report is " + options.out().resolve("report.html").toAbsolutePath());
    }

    private static int number(List<String> arguments, int standard) {
        if (arguments.isEmpty()) {
            return standard;
        }
        if (arguments.size() > 1 || !arguments.getFirst().matches("[1-9]\\d{0,8}")) {
            throw new WrongUse("A whole number follows the name, and nothing else");
        }
        return Integer.parseInt(arguments.getFirst());
    }

    private static final class WrongUse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongUse(String message) {
            super(message);
        }

        WrongUse(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
