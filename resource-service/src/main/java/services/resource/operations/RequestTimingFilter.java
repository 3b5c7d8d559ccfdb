package services.resource.operations;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Times every request by its method, the template of its route, and its status. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestTimingFilter {

    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final String START = "requestTimingStart";

    // a method that a caller makes up must not become a new series
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final Timer.Builder timer = Timer.builder("http_server_requests").serviceLevelObjectives(BUCKETS);
    private final MeterRegistry meters;

    RequestTimingFilter(MeterRegistry meters) {
        this.meters = meters;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(START, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        request.getAttribute(START, Long.class)
                .ifPresent(start -> timer.withRegistry(meters)
                        .withTags(
                                "method", METHODS.contains(request.getMethodName()) ? request.getMethodName() : "other",
                                "uri",
                                        BasicHttpAttributes.getUriTemplate(request)
                                                .orElse("none"),
                                "status", Integer.toString(response.code()))
                        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
    }
}
