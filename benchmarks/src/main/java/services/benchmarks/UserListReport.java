package services.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import services.benchmarks.figures.Spread;

/**
 * What {@link UserListBenchmark} found.
 *
 * @param firstImport how long it took to make all users
 * @param secondImport how long it took to pass over all of them
 * @param measure what the others are compared with
 * @param rounds see {@link Turns#rounds}
 */
record UserListReport(
        UserListBenchmark.Plan plan,
        Duration firstImport,
        Duration secondImport,
        Question measure,
        List<Map<Question, Double>> rounds) {

    String toMarkdown() {
        return String.format(
                Locale.ROOT,
                """
                | %,d users, %d rounds | milliseconds: median (least to most) | times page 1 |
                | --- | --- | --- |
                %s

                The import of all users took %s; the same again, when all were there, %s.""",
                plan.users(),
                plan.rounds(),
                rounds.getFirst().keySet().stream().map(this::row).collect(Collectors.joining("\n")),
                speed(firstImport),
                speed(secondImport));
    }

    private String row(Question question) {
        return String.format(
                "| %s | %s | %s |",
                question.title(),
                spread(round -> time(round, question)).format("%.1f"),
                spread(round -> time(round, question) / time(round, measure)).format("%.2f"));
    }

    private String speed(Duration took) {
        return String.format(
                Locale.ROOT, "%d s, %,.0f lines a second", took.toSeconds(), plan.users() * 1e9 / took.toNanos());
    }

    private static double time(Map<Question, Double> round, Question question) {
        return round.getOrDefault(question, Double.NaN);
    }

    private Spread spread(ToDoubleFunction<Map<Question, Double>> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
