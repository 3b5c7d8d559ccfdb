package services.auth.audit;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.paging.Conditions;

/** Finds events page by page. */
@Singleton
public class AuditSearch {

    private final JdbcOperations jdbc;
    private final AuditEventRepository repository;

    AuditSearch(JdbcOperations jdbc, AuditEventRepository repository) {
        this.jdbc = jdbc;
        this.repository = repository;
    }

    /**
     * What is asked for; null where nothing is.
     *
     * @param from the first moment
     * @param until the first moment that is not asked for any more
     * @param after the event before the first one
     */
    public record Query(
            @Nullable String type,
            @Nullable String outcome,
            @Nullable UUID actorId,
            @Nullable UUID userId,
            @Nullable String address,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable UUID after,
            int limit) {}

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<AuditEvent> find(Query query) {
        Conditions conditions = conditions(query);
        String sql = "SELECT * FROM audit_events" + conditions.where() + " ORDER BY created_at DESC, id DESC LIMIT ?";
        return jdbc.prepareStatement(sql, statement -> {
            conditions.bind(statement, query.limit());
            try (ResultSet rows = statement.executeQuery()) {
                return jdbc.entityStream(rows, AuditEvent.class).toList();
            }
        });
    }

    private Conditions conditions(Query query) {
        Conditions conditions = new Conditions();
        equal(conditions, "type", query.type());
        equal(conditions, "outcome", query.outcome());
        equal(conditions, "actor_id", query.actorId());
        equal(conditions, "user_id", query.userId());
        equal(conditions, "address", query.address());
        equal(conditions, "request_id", query.requestId());
        if (query.from() != null) {
            conditions.and("created_at >= ?", time(query.from()));
        }
        if (query.until() != null) {
            conditions.and("created_at < ?", time(query.until()));
        }
        if (query.after() != null) {
            repository
                    .findById(query.after())
                    .ifPresent(
                            event -> conditions.and("(created_at, id) < (?, ?)", time(event.createdAt()), event.id()));
        }
        return conditions;
    }

    private static void equal(Conditions conditions, String column, @Nullable Object value) {
        if (value != null) {
            conditions.and(column + " = ?", value);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
