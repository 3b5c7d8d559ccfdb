package services.benchmarks.load.ceiling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import services.local.SystemDescription;

/** The same transaction by PostgreSQL's own load generator, where the machine has it. */
public final class PgBench implements Ceiling {

    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final Path program;
    private final SystemDescription.Connection database;
    private final String script;
    private final int connections;

    private PgBench(Path program, SystemDescription.Connection database, String script, int connections) {
        this.program = program;
        this.database = database;
        this.script = script;
        this.connections = connections;
    }

    /** Nothing where there is no pgbench on the path. */
    public static Optional<Ceiling> of(
            SqlTransaction transaction, SystemDescription.Connection database, SqlTransaction.Logins logins) {
        return program()
                .map(program -> new PgBench(program, database, script(transaction, logins), logins.connections()));
    }

    static String script(SqlTransaction transaction, SqlTransaction.Logins logins) {
        List<String> statements = transaction.statements();
        return String.format(
                        Locale.ROOT,
                        "\\set n %d + :client_id + %d * random(0, %d)\nBEGIN;\n",
                        logins.first(),
                        logins.connections(),
                        logins.ofEach() - 1)
                + statements.getFirst().replace(":n", "CAST(:n AS text)") + " \\gset\n"
                + statements.stream()
                        .skip(1)
                        .map(statement -> statement + ";\n")
                        .collect(Collectors.joining())
                + "COMMIT;\n";
    }

    static double rate(String output) {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench said " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    @Override
    public double perSecond(Duration duration) {
        try {
            Path file = Files.createTempFile("transaction", ".sql");
            try {
                Files.writeString(file, script);
                return rate(run(file, Math.max(1, duration.toSeconds())));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String run(Path file, long seconds) throws IOException, InterruptedException {
        URI address = URI.create(database.url().substring("jdbc:".length()));
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + connections,
                        "--jobs=1",
                        "--time=" + seconds,
                        "--file=" + file,
                        "--host=" + address.getHost(),
                        "--port=" + address.getPort(),
                        "--username=" + database.username(),
                        address.getPath().substring(1))
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return output;
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
