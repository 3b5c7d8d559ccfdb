package services.auth.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log. Each method is to be called in the transaction of what it tells of, if there is one. */
@Singleton
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
    private static final TransactionDefinition OWN =
            TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW);

    private final AuditEventRepository repository;
    private final Circumstances.Source circumstances;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    AuditLog(
            AuditEventRepository repository,
            Circumstances.Source circumstances,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.circumstances = circumstances;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Something was done.
     *
     * @param userId to whom
     * @param details what else there is to tell: never a secret
     */
    public void succeeded(AuditType type, @Nullable UUID userId, Map<String, String> details) {
        record(type, "success", null, userId, details);
    }

    public void succeeded(AuditType type, @Nullable UUID userId) {
        succeeded(type, userId, Map.of());
    }

    /** Something was done by somebody who was not logged in before it. */
    public void succeededBy(UUID actorId, AuditType type, Map<String, String> details) {
        record(type, "success", actorId, actorId, details);
    }

    /** Something was tried and did not work. */
    public void failed(AuditType type, @Nullable UUID userId, Map<String, String> details) {
        record(type, "failure", null, userId, details);
    }

    /** Something was tried and is refused by an exception: recorded whatever becomes of the transaction around it. */
    public void refused(AuditType type, @Nullable UUID userId, Map<String, String> details) {
        transactions.execute(OWN, ignored -> record(type, "failure", null, userId, details));
    }

    /** What else there is to tell of an event. */
    public static Map<String, String> details(AuditEvent event) {
        return JSON.readValue(event.details(), DETAILS);
    }

    private AuditEvent record(
            AuditType type,
            String outcome,
            @Nullable UUID actorId,
            @Nullable UUID userId,
            Map<String, String> details) {
        Circumstances now = circumstances.now().orElse(Circumstances.NONE);
        // PostgreSQL would round what is finer, and the seal with it
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditEvent event = new AuditEvent(
                UUID.randomUUID(),
                type.wireName(),
                outcome,
                actorId == null ? now.actorId() : actorId,
                userId,
                now.sessionId(),
                now.address(),
                now.requestId(),
                JSON.writeValueAsString(new TreeMap<>(details)),
                null,
                null,
                time,
                time);
        LOG.info("{} {}, user {} by {} {}", event.type(), outcome, userId, event.actorId(), event.details());
        return repository.save(event);
    }
}
