package services.interoperability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import services.backing.FreePort;
import services.backing.LastWill;
import services.backing.LogTail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A client that is a program of its own and listens on a port of this machine. */
final class ClientProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int LINES = 40;

    private final Process process;
    private final LastWill lastWill;

    private ClientProcess(Process process) {
        this.process = process;
        this.lastWill = LastWill.of("kill -TERM \"$1\"", Long.toString(process.pid()));
    }

    static ClientProcess start(Path folder, int port, Map<String, String> environment, String... command) {
        Path log = folder.resolve("client.log");
        ClientProcess client = new ClientProcess(launch(folder, log, environment, command));
        await().atMost(START)
                .untilAsserted(() -> assertThat(FreePort.isFree(port))
                        .as(() -> LogTail.of(log, LINES))
                        .isFalse());
        return client;
    }

    /** Runs a command to its end, which must be a good one. */
    static void run(Path folder, String... command) {
        Path log = folder.resolve("command.log");
        Process process = launch(folder, log, Map.of(), command);
        assertThat(process.onExit().join().exitValue())
                .as(() -> LogTail.of(log, LINES))
                .isZero();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lastWill.revoke();
    }

    private static Process launch(Path folder, Path log, Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
