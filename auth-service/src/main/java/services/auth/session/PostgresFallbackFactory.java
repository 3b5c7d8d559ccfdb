package services.auth.session;

import java.time.Duration;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** Half of the connections to PostgreSQL at most; the other half is for logins and refreshes. */
@Factory
final class PostgresFallbackFactory {

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    @Singleton
    Bulkhead postgresFallbackBulkhead(@Value("${auth-service.database.pool-size}") int poolSize, MeterRegistry meters) {
        BulkheadRegistry registry = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(Math.max(1, poolSize / 2))
                .maxWaitDuration(MAX_WAIT)
                .build());
        TaggedBulkheadMetrics.ofBulkheadRegistry(registry).bindTo(meters);
        return registry.bulkhead("postgres-fallback");
    }
}
