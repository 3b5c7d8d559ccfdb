package services.benchmarks.load.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import services.benchmarks.figures.Spread;

/** The parts of the report, in the order in which they are read. */
final class Sections {

    private static final double MEBIBYTE = 1024.0 * 1024;
    /** From which share of all processors on there is nothing left to win by waiting less. */
    private static final double FULL = 0.9;

    private final LoadReport report;

    private Sections(LoadReport report) {
        this.report = report;
    }

    static List<Section> of(LoadReport report) {
        Sections all = new Sections(report);
        return List.of(
                all.targets(),
                all.scenarios(),
                all.processors(),
                all.latencies(),
                all.storm(),
                all.manyFew(),
                all.day(),
                all.starts(),
                all.run());
    }

    private Section targets() {
        Table table = Table.with("figure", "target", "measured: median (least to most)", "");
        Target.of(report)
                .forEach(target -> table.row(
                        target.figure(), target.wanted(), target.measured(), target.isMet() ? "met" : "**not met**"));
        Bars bars = new Bars();
        report.scenarios().stream()
                .filter(scenario -> !scenario.ceilings().isEmpty())
                .forEach(scenario -> {
                    CeilingResult first = scenario.ceilings().getFirst();
                    bars.add(scenario.name() + " / " + first.name(), scenario.shareOf(first), mark(scenario.name()));
                });
        String title = "Each scenario as a share of its ceiling; the thin line is the spread, the mark the target";
        return new Section("Targets", List.of(), List.of(new Chart("shares", title, bars.draw(title))), List.of(table));
    }

    private static double mark(String scenario) {
        return switch (scenario) {
            case "validate" -> 0.60;
            case "data" -> 0.20;
            case "login" -> 0.90;
            case "refresh" -> 0.50;
            default -> 0;
        };
    }

    private Section scenarios() {
        Table table = Table.with(
                "scenario",
                "answers a second",
                "ceiling",
                "of the ceiling a second",
                "share",
                "p50 / p99 in ms",
                "unexpected",
                "bottleneck");
        for (ScenarioResult scenario : report.scenarios()) {
            List<CeilingResult> ceilings = scenario.ceilings();
            table.row(
                    scenario.title(),
                    rate(scenario.rates()),
                    ceilings.isEmpty() ? "" : ceilings.getFirst().name(),
                    ceilings.isEmpty() ? "" : rate(ceilings.getFirst().rates()),
                    ceilings.isEmpty()
                            ? ""
                            : scenario.shareOf(ceilings.getFirst()).format(),
                    String.format(
                            Locale.ROOT,
                            "%.1f / %.1f",
                            scenario.times().p50(),
                            scenario.times().p99()),
                    unexpected(scenario.others()),
                    bottleneck(scenario.busy()));
            ceilings.stream()
                    .skip(1)
                    .forEach(ceiling -> table.row(
                            "",
                            "",
                            ceiling.name(),
                            rate(ceiling.rates()),
                            scenario.shareOf(ceiling).format(),
                            "",
                            "",
                            ""));
        }
        return new Section(
                "Throughput",
                List.of(
                        "A closed loop: so many connections as the plan says, each sends its next request as soon as it has the answer to the "
                                + "last. A scenario and its ceilings take turns in each round, and so does who comes first. The share is that of the medians, "
                                + "with the least and the most of a round."),
                List.of(),
                List.of(table));
    }

    private Section processors() {
        Stacks stacks = new Stacks(report.machine().processors());
        report.scenarios().forEach(scenario -> stacks.add(scenario.name(), scenario.busy()));
        stacks.add("the day's mix", report.day().busy());
        List<String> names = List.copyOf(report.day().busy().keySet());
        Table table = Table.with(
                Stream.concat(Stream.of("processors busy with"), names.stream()).toArray(String[]::new));
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        report.scenarios().forEach(scenario -> rows.put(scenario.name(), scenario.busy()));
        rows.put("the day's mix", report.day().busy());
        rows.forEach((name, busy) -> table.row(Stream.concat(
                        Stream.of(name),
                        names.stream()
                                .map(process -> String.format(Locale.ROOT, "%.2f", busy.getOrDefault(process, 0.0))))
                .toArray(String[]::new)));
        String title = "Processors that each process keeps busy";
        return new Section(
                "What the processors do",
                List.of(
                        "1.00 is one processor all the time. The load generator shares the processors with what it measures."),
                List.of(new Chart("processors", title, stacks.draw(title))),
                List.of(table));
    }

    private Section latencies() {
        List<Chart> charts = report.latencies().stream()
                .map(result -> {
                    String title = result.title().replace("`", "") + ": response time at constant rates";
                    return new Chart("latency-" + result.name(), title, Curves.draw(result, title));
                })
                .toList();
        Table table = Table.with(
                "scenario", "of its most", "due a second", "answered", "p50", "p95", "p99", "p99.9", "unexpected");
        report.latencies()
                .forEach(result -> result.points()
                        .forEach(point -> table.row(
                                result.name(),
                                String.format(Locale.ROOT, "%.0f %%", 100 * point.share()),
                                String.format(Locale.ROOT, "%,.0f", point.rate()),
                                String.format(Locale.ROOT, "%,.0f", point.answered()),
                                milliseconds(point.times().p50()),
                                milliseconds(point.times().p95()),
                                milliseconds(point.times().p99()),
                                milliseconds(point.times().p999()),
                                unexpected(point.others()))));
        return new Section(
                "Response times",
                List.of(
                        "An open loop: requests are due at a constant rate, whether those before them are answered or not, and the time of each "
                                + "is counted from the moment when it was due. So no wait is left out, also not that of the load generator for the processors "
                                + "that it shares with the services. In milliseconds."),
                charts,
                List.of(table));
    }

    private Section storm() {
        StormResult storm = report.storm();
        Table table = Table.with("`/validateToken`, milliseconds", "p50", "p95", "p99", "p99.9");
        stormRow(table, "alone", storm.quiet());
        stormRow(table, "during the storm", storm.storm());
        return new Section(
                "A login storm",
                List.of(String.format(
                        Locale.ROOT,
                        "%,.0f validations a second, alone and while %,.0f logins a second are due, more than can be hashed. Of the logins %s a "
                                + "second succeeded; the others were answered: %s. Validations not answered as expected: %s. The p99 was %s times that alone.",
                        storm.validationRate(),
                        storm.loginRate(),
                        Spread.of(storm.loggedIn()).format("%.0f"),
                        others(storm.shed()),
                        unexpected(storm.others()),
                        storm.slowdown().format())),
                List.of(),
                List.of(table));
    }

    private static void stormRow(Table table, String name, List<Percentiles> rounds) {
        table.row(
                name,
                milliseconds(rounds.stream().map(Percentiles::p50).toList()),
                milliseconds(rounds.stream().map(Percentiles::p95).toList()),
                milliseconds(rounds.stream().map(Percentiles::p99).toList()),
                milliseconds(rounds.stream().map(Percentiles::p999).toList()));
    }

    private Section manyFew() {
        ManyFewResult result = report.manyFew();
        Table table = Table.with(
                "`/validateToken` with", "a second", "the unchanged system", "share", "against the row before");
        for (int i = 0; i < result.stages().size(); i++) {
            ManyFewResult.Stage stage = result.stages().get(i);
            table.row(
                    stage.title(),
                    rate(stage.filled()),
                    rate(stage.unchanged()),
                    stage.ratio().format(),
                    i == 0 ? "" : result.against(i, i - 1).format());
        }
        return new Section(
                "Many against few",
                List.of(
                        "The same system before and after it was filled, with the same tokens. A second one, which stays as it was, is measured "
                                + "in turn with it: what happens to both is the machine's doing. Not answered as expected: "
                                + unexpected(result.others()) + "."),
                List.of(),
                List.of(table));
    }

    private Section day() {
        Table table = Table.with("kind", "due a second", "answered", "p50", "p95", "p99", "p99.9", "unexpected");
        report.day()
                .parts()
                .forEach(part -> table.row(
                        part.name(),
                        String.format(Locale.ROOT, "%,.0f", part.rate()),
                        String.format(Locale.ROOT, "%,.1f", part.answered()),
                        milliseconds(part.times().p50()),
                        milliseconds(part.times().p95()),
                        milliseconds(part.times().p99()),
                        milliseconds(part.times().p999()),
                        unexpected(part.others())));
        Table memory = Table.with("resident memory after it", "MB");
        report.day()
                .residentBytes()
                .forEach((name, bytes) -> memory.row(name, String.format(Locale.ROOT, "%,.0f", bytes / MEBIBYTE)));
        return new Section(
                "The day's mix",
                List.of(String.format(
                        Locale.ROOT,
                        "What comes in the busiest second of a day with 250,000 users, for %.0f s, in an open loop. Times in milliseconds.",
                        report.day().seconds())),
                List.of(),
                List.of(table, memory));
    }

    private Section starts() {
        Table table = Table.with("process", "first answered request", "ready");
        report.starts()
                .forEach(start -> table.row(
                        start.name(),
                        Spread.of(start.firstAnswer()).format("%.2f s"),
                        start.ready().isEmpty() ? "" : Spread.of(start.ready()).format("%.2f s")));
        return new Section(
                "Start",
                List.of(
                        "From the start of the process, on the full database: until `GET /health/liveness` was answered, and until "
                                + "`GET /health/readiness` was answered 200."),
                List.of(),
                List.of(table));
    }

    private Section run() {
        Table table = Table.with("the run", "");
        table.row("begun at", report.begunAt());
        table.row(
                "processors",
                report.machine().processors() + ", " + report.machine().processor());
        table.row(
                "memory",
                String.format(Locale.ROOT, "%,.0f MB", report.machine().memoryBytes() / MEBIBYTE));
        table.row("kernel", report.machine().kernel());
        table.row("JDK", report.machine().jdk());
        table.row("load average before", report.machine().loadBefore());
        report.servers().forEach(server -> table.row("server", server));
        report.plan().forEach(table::row);
        report.settings().forEach((name, value) -> table.row("set: `" + name + "`", "`" + value + "`"));
        report.preparation().forEach((name, seconds) -> table.row(name, String.format(Locale.ROOT, "%.0f s", seconds)));
        return new Section("What it was measured with", List.of(), List.of(), List.of(table));
    }

    /** Who holds the rate down: whoever has the processors, or the wait where nobody has all of them. */
    private String bottleneck(Map<String, Double> busy) {
        double all = busy.values().stream().mapToDouble(Double::doubleValue).sum();
        double processors = report.machine().processors();
        String shares = busy.entrySet().stream()
                .filter(process -> process.getValue() >= 0.05 * all)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(process ->
                        String.format(Locale.ROOT, "%s %.0f %%", process.getKey(), 100 * process.getValue() / all))
                .collect(Collectors.joining(", "));
        return all >= FULL * processors
                ? "processors: " + shares
                : String.format(
                        Locale.ROOT,
                        "waiting (%.0f %% of the processors idle): %s",
                        100 * (1 - all / processors),
                        shares);
    }

    private static String others(Map<String, Long> others) {
        List<String> texts = new ArrayList<>();
        others.forEach((what, count) -> texts.add(String.format(Locale.ROOT, "%s: %,d", what, count)));
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    /** What nobody expected stands out. */
    private static String unexpected(Map<String, Long> others) {
        return others.isEmpty() ? "none" : "**" + others(others) + "**";
    }

    private static String rate(List<Double> rates) {
        return Spread.of(rates).format("%,.0f");
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String milliseconds(List<Double> values) {
        return Spread.of(values).format("%.2f");
    }
}
