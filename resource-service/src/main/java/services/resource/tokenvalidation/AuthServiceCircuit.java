package services.resource.tokenvalidation;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import services.resource.tokenvalidation.NoVerdictException.Cure;

/**
 * Stops asking an auth-service that is ill, and starts again about a second later.
 *
 * <p>Callers of an open circuit are refused at once instead of waiting for a timeout, and auth-service can come back
 * without the load of all who wait.
 */
@Singleton
final class AuthServiceCircuit {

    static final Duration OPEN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(AuthServiceCircuit.class);

    private final CircuitBreaker breaker;

    AuthServiceCircuit(MeterRegistry meters) {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(20, 10, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(3)
                // probes whose callers vanished must not keep the circuit half open for ever
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(3))
                .build());
        this.breaker = registry.circuitBreaker("auth-service");
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn("Circuit to auth-service: {}", event.getStateTransition()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    <T> Mono<T> protect(Mono<T> attempt) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.error(new NoVerdictException(Cure.TIME, "auth-service is not asked, it has been failing"));
            }
            long start = breaker.getCurrentTimestamp();
            return attempt.doOnSuccess(verdict -> breaker.onSuccess(since(start), breaker.getTimestampUnit()))
                    .doOnError(failure -> record(failure, since(start)))
                    .doOnCancel(breaker::releasePermission);
        });
    }

    private void record(Throwable failure, long duration) {
        if (failure instanceof NoVerdictException noVerdict && noVerdict.cure() == Cure.NEW_OWN_TOKEN) {
            // a refusal of the own token is an answer of a healthy auth-service
            breaker.onSuccess(duration, breaker.getTimestampUnit());
        } else {
            breaker.onError(duration, breaker.getTimestampUnit(), failure);
        }
    }

    private long since(long start) {
        return breaker.getCurrentTimestamp() - start;
    }
}
