package services.auth.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueuedMailRepository extends CrudRepository<QueuedMail, UUID> {

    /** At most one. One statement, which is its whole transaction. */
    @Query("""
            UPDATE outgoing_mails SET attempts = attempts + 1, next_attempt_at = :claimedUntil, updated_at = :now
            WHERE id = (
                SELECT id FROM outgoing_mails
                WHERE next_attempt_at <= :now AND expires_at > :now AND kind IN (:kinds)
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *""")
    List<QueuedMail> claim(Collection<String> kinds, Instant claimedUntil, Instant now);

    /** Unless somebody has taken it out since. */
    @Query("""
            UPDATE outgoing_mails SET next_attempt_at = :nextAttemptAt, updated_at = :now
            WHERE id = :id AND attempts = :attempts""")
    void postpone(UUID id, int attempts, Instant nextAttemptAt, Instant now);

    @Query("""
            DELETE FROM outgoing_mails WHERE id IN (
                SELECT id FROM outgoing_mails WHERE expires_at < :now LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING *""")
    List<QueuedMail> deleteExpired(Instant now, int limit);

    @Query("SELECT count(*) FROM outgoing_mails WHERE expires_at < :now")
    long countExpired(Instant now);
}
