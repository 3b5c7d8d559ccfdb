package services.auth.oauth2.backchannellogout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueuedLogoutRepository extends CrudRepository<QueuedLogout, UUID> {

    /**
     * At most one. One statement, which is its whole transaction.
     *
     * @param busy clients that get none, separated by spaces
     */
    @Query("""
            UPDATE outgoing_logouts SET attempts = attempts + 1, next_attempt_at = :claimedUntil, updated_at = :now
            WHERE id = (
                SELECT id FROM outgoing_logouts WHERE next_attempt_at <= :now AND expires_at > :now
                      AND client_id <> ALL (string_to_array(:busy, ' '))
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *""")
    List<QueuedLogout> claim(Instant claimedUntil, Instant now, String busy);

    /** Unless somebody has taken it out since. */
    @Query("""
            UPDATE outgoing_logouts SET next_attempt_at = :nextAttemptAt, updated_at = :now
            WHERE id = :id AND attempts = :attempts""")
    void postpone(UUID id, int attempts, Instant nextAttemptAt, Instant now);

    @Query("""
            DELETE FROM outgoing_logouts WHERE id IN (
                SELECT id FROM outgoing_logouts WHERE expires_at < :now LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING *""")
    List<QueuedLogout> deleteExpired(Instant now, int limit);

    @Query("SELECT count(*) FROM outgoing_logouts WHERE expires_at < :now")
    long countExpired(Instant now);
}
