package services.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the operating system that ends by itself. An interruption of the caller is kept for later, as a server
 * must not be left half started or half stopped.
 */
record Command(List<String> words) {

    /** What a command said, both streams together. */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }

        String lastLine() {
            return output.strip().lines().reduce("", (before, line) -> line.strip());
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int COULD_NOT_RUN = 127;

    static Command of(String... words) {
        return of(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(words);
    }

    /** Output goes through a file: a daemon that the command leaves behind would keep a pipe open. */
    Result run() {
        try {
            Path output = Files.createTempFile("backing-services", ".out");
            try {
                return run(output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result runOrFail(String purpose) {
        Result result = run();
        if (!result.succeeded()) {
            throw new BackingServiceFailure(purpose + " failed: " + result.lastLine());
        }
        return result;
    }

    private Result run(Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException ignored) {
            return new Result(COULD_NOT_RUN, words.getFirst() + " is not installed");
        }
        process.getOutputStream().close();
        if (!awaitEnd(process)) {
            process.destroyForcibly();
            return new Result(COULD_NOT_RUN, "no answer within " + LIMIT.toSeconds() + " s");
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    private boolean awaitEnd(Process process) {
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException ignored) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
