package services.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RefreshTokenRepository extends CrudRepository<RefreshToken, UUID> {

    Optional<RefreshToken> findByTokenHash(String tokenHash);

    @Query("SELECT * FROM refresh_tokens WHERE session_id = :sessionId AND spent_at IS NULL AND superseded_at IS NULL")
    Optional<RefreshToken> findCurrent(UUID sessionId);

    /** Spends a token if it is the good one of its session, whose row is held. */
    @Query("""
            UPDATE refresh_tokens SET spent_at = :now, updated_at = :now
            WHERE token_hash = :tokenHash AND spent_at IS NULL AND superseded_at IS NULL RETURNING id""")
    List<UUID> spend(String tokenHash, Instant now);

    @Query("UPDATE refresh_tokens SET superseded_at = :now, updated_at = :now WHERE id = :id")
    void supersede(UUID id, Instant now);

    @Query("""
            DELETE FROM refresh_tokens WHERE id IN (
                SELECT id FROM refresh_tokens WHERE expires_at < :now LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant now, int limit);

    @Query("SELECT count(*) FROM refresh_tokens WHERE expires_at < :now")
    long countExpired(Instant now);
}
