package services.auth.apikey;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.session.LatestTimes;

/** Tells PostgreSQL when keys were used, behind the requests: however often one is used, once in ten seconds. */
@Singleton
class ApiKeyUse {

    private final LatestTimes latest;

    ApiKeyUse(ApiKeyRepository repository, TransactionOperations<?> transactions, Clock clock) {
        this.latest = new LatestTimes("uses of API keys", repository::storeUse, transactions, clock);
    }

    void note(UUID id, Instant now) {
        latest.put(id, now);
    }

    @Scheduled(fixedDelay = "10s")
    void flush() {
        latest.flush();
    }
}
