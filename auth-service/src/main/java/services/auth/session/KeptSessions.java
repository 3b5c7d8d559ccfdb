package services.auth.session;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.redis.Watch;

/**
 * What Redis said of sessions in use, each with the watch that tells whether Redis would say it still. The watch is to be asked before any of it
 * counts ({@link services.auth.redis.RedisLink#holds}).
 */
@Singleton
final class KeptSessions {

    /** As many as there are remembered signatures: a token needs both. Each takes some 1.6 KB. */
    private static final int MAX_KEPT = 10_000;

    /** Redis deletes what has expired a moment late, and tells of it then: nothing is kept for long without being asked for again. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Cache<String, Kept> byCredential = Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .executor(Runnable::run)
            .removalListener((@Nullable String credential, @Nullable Kept kept, RemovalCause cause) -> {
                if (kept != null) {
                    kept.watch.close();
                }
            })
            .build();

    /** @param question on which Redis said it */
    record Kept(SessionStore.Question question, LiveSession session, Watch watch) {

        private boolean answers(SessionStore.Question other) {
            return !watch.isBroken()
                    && question.generation() == other.generation()
                    && question.id().equals(other.id())
                    && question.tag().equals(other.tag())
                    && other.now().isBefore(question.now().plus(LONGEST))
                    && other.now().isBefore(session.idleUntil())
                    && !session.isWorthRenewing(other.now());
        }
    }

    /** What is kept of it and would be the answer, if the watch holds. */
    @Nullable
    Kept find(SessionStore.Question question) {
        Kept kept = byCredential.getIfPresent(question.credential());
        return kept != null && kept.answers(question) ? kept : null;
    }

    void keep(SessionStore.Question question, LiveSession session, Watch watch) {
        if (watch.isBroken()) {
            watch.close();
        } else {
            byCredential.put(question.credential(), new Kept(question, session, watch));
        }
    }
}
