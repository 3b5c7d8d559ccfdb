package services.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import services.benchmarks.figures.Spread;

/**
 * What {@link RevocationListBenchmark} found.
 *
 * @param telling how long auth-service took to tell Redis of all revocations
 */
record RevocationListReport(
        RevocationListBenchmark.Plan plan,
        String redisVersion,
        double bytesPerLogin,
        double bytesPerRevocation,
        Duration telling,
        List<Round> rounds) {

    /** Requests a second. */
    record Round(double ceiling, double emptyList, double fullList) {}

    /** The rate with the long list as a share of that with the empty one, in percent. */
    Spread fullOfEmpty() {
        return spread(round -> 100 * round.fullList() / round.emptyList());
    }

    String toMarkdown() {
        return String.format(
                Locale.ROOT,
                """
                | %d clients, %d rounds | requests a second: median (least to most) |
                | --- | --- |
                | `GET /health/liveness`: the ceiling | %s |
                | `POST /validateToken`, empty list | %s |
                | `POST /validateToken`, %,d revocations | %s |
                | the last as a share of the one before | %s |

                Redis %s: %.0f bytes for each revocation, %.0f for each login that is in use. auth-service told Redis of %,d
                revocations in %d s.""",
                plan.clients(),
                plan.rounds(),
                spread(Round::ceiling).format("%,.0f"),
                spread(Round::emptyList).format("%,.0f"),
                plan.revocations(),
                spread(Round::fullList).format("%,.0f"),
                fullOfEmpty().format("%.0f %%"),
                redisVersion,
                bytesPerRevocation,
                bytesPerLogin,
                plan.revocations(),
                telling.toSeconds());
    }

    private Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
