package services.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import services.benchmarks.figures.Spread;

/**
 * What {@link InstancesBenchmark} found.
 *
 * @param auth what an instance of auth-service holds at the end
 * @param resource the same of resource-service
 */
record InstancesReport(InstancesBenchmark.Plan plan, List<Measurement> measurements, Held auth, Held resource) {

    /** Which way requests go. */
    enum Path {
        VALIDATION("`POST /validateToken`"),
        VALIDATION_PAST_THE_BALANCER("`POST /validateToken`, without the balancer"),
        DATA("`GET /data`");

        private final String title;

        Path(String title) {
            this.title = title;
        }

        boolean isBalanced() {
            return this != VALIDATION_PAST_THE_BALANCER;
        }
    }

    /**
     * One of them.
     *
     * @param rate requests a second
     * @param services the processor time of all instances for a request, in microseconds
     * @param balancer that of the balancer
     */
    record Measurement(Path path, int instances, double rate, double services, double balancer) {}

    /**
     * What an instance takes as long as it runs.
     *
     * @param megabytes which are resident
     * @param postgres connections to PostgreSQL
     * @param redis connections to Redis
     */
    record Held(long megabytes, int postgres, int redis) {}

    String toMarkdown() {
        return """
                | %d clients, %d rounds | instances | requests a second: median (least to most) | processor time of the services for each, µs | of the balancer, µs |
                | --- | --- | --- | --- | --- |
                %s

                | an instance of | resident memory | connections to PostgreSQL | to Redis |
                | --- | --- | --- | --- |
                | auth-service | %d MB | %d | %d |
                | resource-service | %d MB | %d | %d |""".formatted(
                        plan.clients(),
                        plan.rounds(),
                        Stream.of(Path.values())
                                .flatMap(path -> Stream.of(row(path, 1), row(path, 2)))
                                .filter(row -> !row.isEmpty())
                                .collect(Collectors.joining("\n")),
                        auth.megabytes(),
                        auth.postgres(),
                        auth.redis(),
                        resource.megabytes(),
                        resource.postgres(),
                        resource.redis());
    }

    private String row(Path path, int instances) {
        List<Measurement> those = measurements.stream()
                .filter(one -> one.path() == path && one.instances() == instances)
                .toList();
        return those.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "| %s | %d | %s | %s | %s |",
                        path.title,
                        instances,
                        format(those, Measurement::rate),
                        format(those, Measurement::services),
                        format(those, Measurement::balancer));
    }

    private static String format(List<Measurement> measurements, ToDoubleFunction<Measurement> figure) {
        return Spread.of(measurements.stream().map(figure::applyAsDouble).toList())
                .format("%,.0f");
    }
}
