package services.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until a service says at {@code GET /health/readiness} of its internal listener that it is ready. */
record Readiness(ServiceProcess service, Progress progress, Duration limit) {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @throws LocalSystemFailure with the end of the log when the service ends or never gets ready */
    void await() {
        long begin = System.nanoTime();
        while (!isReady()) {
            Duration since = Duration.ofNanos(System.nanoTime() - begin);
            if (!service.isAlive()) {
                throw new LocalSystemFailure(service.name() + " ended while it started. " + log());
            }
            if (since.compareTo(limit) > 0) {
                throw new LocalSystemFailure(
                        service.name() + " is not ready after " + since.toSeconds() + " s. " + log());
            }
            progress.waiting(service.name(), since);
            pause();
        }
        Duration since = Duration.ofNanos(System.nanoTime() - begin);
        progress.done("%s is ready after %.1f s".formatted(service.name(), since.toMillis() / 1000.0));
    }

    private boolean isReady() {
        URI uri = service.internalUrl().resolve("/health/readiness");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            HttpResponse<Void> response = HTTP.send(request, BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException ignored) {
            return false;
        } catch (InterruptedException e) {
            throw Interrupted.of(e);
        }
    }

    private String log() {
        return "The end of its log, " + service.log() + ":\n"
                + service.lastWords().indent(4).stripTrailing();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw Interrupted.of(e);
        }
    }
}
