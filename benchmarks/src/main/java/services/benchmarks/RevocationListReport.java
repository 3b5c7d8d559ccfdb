package services.benchmarks;

import java.time.Duration;
import java.util.Locale;

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
        Duration telling) {

    String toMarkdown() {
        return String.format(
                Locale.ROOT,
                """
                Redis %s: %.0f bytes for each revocation, %.0f for each login that is in use. auth-service told Redis of %,d
                revocations in %d s.""",
                redisVersion,
                bytesPerRevocation,
                bytesPerLogin,
                plan.revocations(),
                telling.toSeconds());
    }
}
