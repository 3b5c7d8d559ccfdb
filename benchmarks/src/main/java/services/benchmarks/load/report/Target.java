package services.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import services.benchmarks.figures.Spread;

/**
 * What is wanted, and whether it was reached.
 *
 * @param measured as text, with its spread
 */
public record Target(String figure, String wanted, String measured, boolean isMet) {

    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final double MOST_RESIDENT = 300;

    /** All, in the order of the report. */
    static List<Target> of(LoadReport report) {
        List<Target> targets = new ArrayList<>();
        targets.add(share(report, "validate", "`/validateToken` against the no-op endpoint", 0.60));
        targets.add(share(report, "data", "`/data` against resource-service's no-op", 0.20));
        targets.add(share(report, "login", "logins against raw argon2 on each processor", 0.90));
        Ratio slowdown = report.storm().slowdown();
        targets.add(new Target(
                "p99 of `/validateToken` during a login storm against quiet",
                "at most 3",
                slowdown.format(),
                slowdown.ofMedians() <= 3));
        ScenarioResult refresh = report.scenario("refresh");
        targets.add(share(
                report,
                "refresh",
                "refreshes against the bare SQL transaction, "
                        + refresh.ceilings().getFirst().name(),
                0.50));
        targets.add(manyFew(report, 1, "users"));
        targets.add(manyFew(report, 2, "revoked tokens"));
        report.starts().stream()
                .filter(start -> !start.ready().isEmpty())
                .map(Target::start)
                .forEach(targets::add);
        report.day().residentBytes().forEach((name, bytes) -> {
            if (name.endsWith("-service")) {
                targets.add(resident(name, bytes));
            }
        });
        return List.copyOf(targets);
    }

    private static Target share(LoadReport report, String scenario, String figure, double bound) {
        ScenarioResult result = report.scenario(scenario);
        return atLeast(figure, bound, result.shareOf(result.ceilings().getFirst()));
    }

    private static Target manyFew(LoadReport report, int stage, String what) {
        return atLeast(
                String.format(
                        Locale.ROOT,
                        "`/validateToken` with %s against %,d %s",
                        report.plan().getOrDefault(what, "many"),
                        report.manyFew().few(),
                        what),
                0.95,
                report.manyFew().against(stage, stage - 1));
    }

    private static Target atLeast(String figure, double bound, Ratio ratio) {
        return new Target(
                figure, String.format(Locale.ROOT, "at least %.2f", bound), ratio.format(), ratio.ofMedians() >= bound);
    }

    private static Target start(StartResult start) {
        Spread seconds = Spread.of(start.firstAnswer());
        return new Target(
                "start of " + start.name() + " to the first answered request",
                "at most 1.0 s",
                seconds.format("%.2f s"),
                seconds.median() <= 1);
    }

    private static Target resident(String name, long bytes) {
        double mebibytes = bytes / MEBIBYTE;
        return new Target(
                "resident memory of " + name + " after the day's mix",
                String.format(Locale.ROOT, "at most %.0f MB", MOST_RESIDENT),
                String.format(Locale.ROOT, "%.0f MB", mebibytes),
                mebibytes <= MOST_RESIDENT);
    }
}
