package services.auth.token;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RevocationRepository extends CrudRepository<Revocation, UUID> {

    /** Published at once: nobody asks Redis about a token that is good for one use. */
    @Query("""
            INSERT INTO revocations (id, subject, expires_at, published_at, created_at, updated_at)
            VALUES (:id, :subject, :expiresAt, :now, :now, :now) ON CONFLICT (id) DO NOTHING""")
    int insertOnce(UUID id, UUID subject, Instant expiresAt, Instant now);

    @Query("UPDATE revocations SET published_at = :now, updated_at = :now WHERE id IN (:ids)")
    void markPublished(Collection<UUID> ids, Instant now);

    @Query("""
            SELECT * FROM revocations
            WHERE published_at IS NULL AND expires_at > :now AND created_at < :before ORDER BY created_at LIMIT :limit""")
    List<Revocation> findUnpublished(Instant now, Instant before, int limit);

    @Query("SELECT * FROM revocations WHERE subject = :subject AND published_at IS NULL AND expires_at > :now")
    List<Revocation> findUnpublishedOf(UUID subject, Instant now);

    @Query("""
            DELETE FROM revocations WHERE id IN (
                SELECT id FROM revocations WHERE expires_at < :now LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant now, int limit);

    @Query("SELECT count(*) FROM revocations WHERE expires_at < :now")
    long countExpired(Instant now);
}
