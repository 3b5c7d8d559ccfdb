package services.auth.timing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** Takes the time of calls of two kinds, one of each after the other; which is the first is drawn by lot, each time. */
final class Stopwatch implements AutoCloseable {

    private static final int WARM_UP = 200;
    private static final double NANOSECONDS_IN_A_MILLISECOND = 1e6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random lots = new Random();

    /**
     * @param calls of each kind
     * @param known the n-th call for an account that there is
     * @param status that all of them answer
     */
    Comparison compare(int calls, IntFunction<HttpRequest> known, IntFunction<HttpRequest> unknown, int status) {
        double[] knownTimes = new double[calls];
        double[] unknownTimes = new double[calls];
        for (int i = -WARM_UP; i < calls; i++) {
            // the requests are there before the clock runs
            HttpRequest ofKnown = known.apply(i + WARM_UP);
            HttpRequest ofUnknown = unknown.apply(i + WARM_UP);
            boolean isKnownFirst = lots.nextBoolean();
            double first = time(isKnownFirst ? ofKnown : ofUnknown, status);
            double second = time(isKnownFirst ? ofUnknown : ofKnown, status);
            if (i >= 0) {
                knownTimes[i] = isKnownFirst ? first : second;
                unknownTimes[i] = isKnownFirst ? second : first;
            }
        }
        return Comparison.of(knownTimes, unknownTimes);
    }

    /** How many different calls of each kind that takes. */
    static int needed(int calls) {
        return calls + WARM_UP;
    }

    private double time(HttpRequest request, int status) {
        try {
            long begin = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            long end = System.nanoTime();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return (end - begin) / NANOSECONDS_IN_A_MILLISECOND;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
