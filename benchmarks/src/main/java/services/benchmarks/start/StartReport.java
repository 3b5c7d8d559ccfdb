package services.benchmarks.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import services.local.JvmStart;

/** What {@link StartBenchmark} found. */
public record StartReport(List<Measured> measured) {

    private static final double KILOBYTES_IN_A_MEGABYTE = 1024;

    /**
     * One start.
     *
     * @param answer from the start of the process to the first answer
     * @param ready to the first answer that says it is ready
     * @param processorTime that it had used when it was idle, three seconds later
     * @param residentKilobytes then
     */
    public record Measured(
            String service,
            JvmStart start,
            Duration answer,
            Duration ready,
            Duration processorTime,
            long residentKilobytes) {}

    /** The medians of one service's starts of one kind. */
    public record Medians(
            double answerSeconds, double readySeconds, double processorSeconds, double residentMegabytes) {}

    public Medians medians(String service, JvmStart start) {
        return new Medians(
                median(service, start, one -> one.answer().toMillis() / 1000.0),
                median(service, start, one -> one.ready().toMillis() / 1000.0),
                median(service, start, one -> one.processorTime().toMillis() / 1000.0),
                median(service, start, one -> one.residentKilobytes() / KILOBYTES_IN_A_MEGABYTE));
    }

    public String toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| medians of %d starts | first answer | ready | processor time | resident |"
                .formatted(measured.size() / 4));
        lines.add("| --- | --- | --- | --- | --- |");
        for (String service : List.of("auth-service", "resource-service")) {
            for (JvmStart start : List.of(JvmStart.CACHED, JvmStart.PLAIN)) {
                Medians medians = medians(service, start);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s, %s | %.2f s | %.2f s | %.2f s | %.0f MB |",
                        service,
                        start == JvmStart.CACHED ? "with its start cache" : "without",
                        medians.answerSeconds(),
                        medians.readySeconds(),
                        medians.processorSeconds(),
                        medians.residentMegabytes()));
            }
        }
        return String.join("\n", lines);
    }

    private double median(String service, JvmStart start, ToDoubleFunction<Measured> figure) {
        double[] sorted = measured.stream()
                .filter(one -> one.service().equals(service) && one.start() == start)
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
