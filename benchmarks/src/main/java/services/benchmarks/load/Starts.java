package services.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.machine.Machine;
import services.benchmarks.load.report.StartResult;
import services.local.ServiceProcess;

/** How long each service takes to start on the full data, when nothing else has much to do. */
final class Starts {

    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TIMEOUT = 5_000;

    private final int rounds;

    Starts(int rounds) {
        this.rounds = rounds;
    }

    List<StartResult> of(ServiceProcess... services) {
        List<StartResult> results = new ArrayList<>();
        for (ServiceProcess service : services) {
            results.add(start(service));
        }
        results.add(new StartResult("a JVM that says its version", bareJvm(), List.of()));
        return results;
    }

    private StartResult start(ServiceProcess service) {
        List<Double> firstAnswer = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        for (int number = 0; number < rounds; number++) {
            service.stop();
            Machine.awaitQuiet();
            long begin = System.nanoTime();
            service.launch();
            firstAnswer.add(secondsUntilAnswered(service.internalUrl().resolve("/health/liveness"), begin));
            ready.add(secondsUntilAnswered(service.internalUrl().resolve("/health/readiness"), begin));
        }
        LOG.info("{} answers after {} s and is ready after {} s", service.name(), firstAnswer, ready);
        return new StartResult(service.name(), firstAnswer, ready);
    }

    private static double secondsUntilAnswered(URI uri, long begin) {
        while (!isAnswered(uri)) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(uri + " is not answered");
            }
            LockSupport.parkNanos(PAUSE);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static boolean isAnswered(URI uri) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT);
            socket.getOutputStream()
                    .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String status = new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return status.equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What no service in Java can be faster than. */
    private List<Double> bareJvm() {
        List<Double> seconds = new ArrayList<>();
        for (int number = 0; number < rounds; number++) {
            long begin = System.nanoTime();
            try {
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        return seconds;
    }
}
