package services.resource.authservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The access token with which this service calls auth-service, renewed in the background.
 *
 * <p>However many requests need a token at once, auth-service is asked for one only once, and a failing renewal leaves
 * the old token in use while it lives.
 */
@Singleton
public class OwnAccessToken {

    private static final Logger LOG = LoggerFactory.getLogger(OwnAccessToken.class);

    /** Between tries in the background. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** Between tries that requests cause: each makes auth-service check a secret, which is slow on purpose. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

    private final TokenEndpointClient tokenEndpoint;
    private final TaskScheduler scheduler;
    private final Clock clock;

    private final AtomicReference<@Nullable CompletableFuture<AccessToken>> fetching = new AtomicReference<>();
    private final AtomicReference<@Nullable ScheduledFuture<?>> renewal = new AtomicReference<>();
    private volatile @Nullable AccessToken current;
    private volatile @Nullable String failure;
    private volatile Instant failedAt = Instant.MIN;

    OwnAccessToken(
            TokenEndpointClient tokenEndpoint, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler, Clock clock) {
        this.tokenEndpoint = tokenEndpoint;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    void fetchAtStart(StartupEvent event) {
        fetch(current);
    }

    /** A live token, fetched now when there is none; fails with {@link TokenFetchException}. */
    public Mono<String> get() {
        AccessToken token = current;
        if (token != null && token.isLive(clock.instant())) {
            return Mono.just(token.value());
        }
        String reason = failure;
        return reason != null && isRecent(failedAt) ? Mono.error(new TokenFetchException(reason)) : fetched(token);
    }

    /** Another token than the one that auth-service has refused; fails with {@link TokenFetchException}. */
    public Mono<String> replace(String refused) {
        AccessToken token = current;
        if (token != null && !token.value().equals(refused)) {
            return Mono.just(token.value());
        }
        return token != null && isRecent(token.obtainedAt())
                ? Mono.error(new TokenFetchException("auth-service refuses the access token that it has just issued"))
                : fetched(token);
    }

    /** Whether a validation can be asked for without fetching a token first. */
    public boolean isLive() {
        AccessToken token = current;
        return token != null && token.isLive(clock.instant());
    }

    /** Whether auth-service has ever issued a token to this process. */
    public boolean wasObtained() {
        return current != null;
    }

    private Mono<String> fetched(@Nullable AccessToken seen) {
        // a caller that gives up must not cancel what the others wait for
        return Mono.fromFuture(() -> fetch(seen), true).map(AccessToken::value);
    }

    /** @param seen the token that does not do any more: if there is another by now, nobody is asked */
    private CompletableFuture<AccessToken> fetch(@Nullable AccessToken seen) {
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        CompletableFuture<AccessToken> others = fetching.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        AccessToken token = current;
        if (token != null && token != seen) {
            fetching.set(null);
            mine.complete(token);
            return mine;
        }
        tokenEndpoint.fetch().subscribe(fetched -> keep(fetched, mine), cause -> giveUp(cause, mine));
        return mine;
    }

    private void keep(AccessToken token, CompletableFuture<AccessToken> waiting) {
        boolean isNews = current == null || failure != null;
        current = token;
        failure = null;
        fetching.set(null);
        waiting.complete(token);
        if (isNews) {
            LOG.info(
                    "Has an access token of its own from auth-service, for {} s",
                    token.life().toSeconds());
        }
        renewIn(token.renewalDelay());
    }

    private void giveUp(Throwable cause, CompletableFuture<AccessToken> waiting) {
        String reason = String.valueOf(cause.getMessage());
        if (!reason.equals(failure)) {
            LOG.warn("Has no new access token of its own: {}. Trying again.", reason);
        }
        failure = reason;
        failedAt = clock.instant();
        fetching.set(null);
        waiting.completeExceptionally(cause);
        renewIn(RETRY_DELAY);
    }

    private void renewIn(Duration delay) {
        ScheduledFuture<?> earlier = renewal.getAndSet(scheduler.schedule(delay, () -> {
            fetch(current);
        }));
        if (earlier != null) {
            earlier.cancel(false);
        }
    }

    private boolean isRecent(Instant time) {
        return clock.instant().isBefore(time.plus(SHORTEST_INTERVAL));
    }
}
