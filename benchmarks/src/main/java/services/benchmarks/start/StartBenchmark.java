package services.benchmarks.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.start.StartReport.Measured;
import services.local.JvmStart;
import services.local.LocalSystem;
import services.local.Progress;
import services.local.Repository;
import services.local.ServiceProcess;
import services.local.Training;

/**
 * From the start of a service's process to its first answer, {@code GET /health/liveness}, and to the first one that says it is ready:
 * with the start cache and without. The database is there and migrated, as it is whenever a service is started again; only one service
 * starts at a time, and the one that it needs is up. With and without take turns.
 */
public final class StartBenchmark {

    /** How often it is measured where nobody says. */
    public static final int ROUNDS = 7;

    private static final Logger LOG = LoggerFactory.getLogger(StartBenchmark.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TIMEOUT_MILLIS = 2000;
    private static final long PAUSE_MILLIS = 2;
    private static final long IDLE_MILLIS = 3000;
    private static final long NANOS_IN_A_MILLISECOND = 1_000_000;

    private StartBenchmark() {}

    /** @param rounds of each service, with the cache and without it */
    public static StartReport run(int rounds) throws InterruptedException {
        Training.ensure(Repository.root(), Progress.SILENT);
        List<Measured> measured = new ArrayList<>();
        LocalSystem.Config config = LocalSystem.Config.isolated();
        try (LocalSystem system = LocalSystem.start(config)) {
            for (int round = 1; round <= rounds; round++) {
                LOG.info("Round {} of {}", round, rounds);
                for (ServiceProcess service : List.of(system.auth(), system.resource())) {
                    for (JvmStart start : List.of(JvmStart.CACHED, JvmStart.PLAIN)) {
                        measured.add(measure(service, start));
                    }
                }
            }
        }
        return new StartReport(measured);
    }

    private static Measured measure(ServiceProcess service, JvmStart start) throws InterruptedException {
        service.stop();
        long begin = System.nanoTime();
        service.launch(start);
        Duration answer = awaitOk(service, "/health/liveness", begin);
        Duration ready = awaitOk(service, "/health/readiness", begin);
        Thread.sleep(IDLE_MILLIS);
        return new Measured(
                service.name(), start, answer, ready, processorTime(service.pid()), residentKilobytes(service.pid()));
    }

    /** Over a plain socket: a client that has to warm up itself would be measured too. */
    private static Duration awaitOk(ServiceProcess service, String path, long begin) throws InterruptedException {
        while (!isOk(service.internalUrl(), path)) {
            if (!service.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException(service.name() + " does not start: " + service.lastWords());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static boolean isOk(URI listener, String path) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(listener.getHost(), listener.getPort()), TIMEOUT_MILLIS);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return answer.endsWith(" 200");
        } catch (IOException ignored) {
            return false;
        }
    }

    private static Duration processorTime(long pid) {
        Duration used = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return Duration.ofMillis(used.toNanos() / NANOS_IN_A_MILLISECOND);
    }

    /** Of {@code /proc}, which only Linux has; 0 elsewhere. */
    private static long residentKilobytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.toLowerCase(Locale.ROOT).replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
