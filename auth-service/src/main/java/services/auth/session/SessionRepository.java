package services.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends CrudRepository<Session, UUID> {

    /** The session of a token, unless it or the token was revoked, or its user is gone or of another generation. */
    @Query("""
            SELECT s.id, s.user_id, u.username, s.client_id, s.idle_timeout_seconds, s.idle_until,
                   coalesce(s.access_expires_at, s.expires_at) AS expires_at, s.created_at, s.refresh_count,
                   coalesce(string_agg(r.name, ' ' ORDER BY r.name), '') AS roles,
                   coalesce(string_agg(r.scope, ' '), '') AS scope
            FROM sessions s
            JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL AND u.disabled_at IS NULL
                        AND u.generation = s.generation
            LEFT JOIN user_roles ur ON ur.user_id = u.id
            LEFT JOIN roles r ON r.name = ur.role_name
            WHERE s.id = :id AND s.user_id = :userId AND s.ended_at IS NULL AND s.generation = :generation
              AND coalesce(s.access_expires_at, s.expires_at) > :now
              AND coalesce(s.access_token_id, :tokenId) = :tokenId
              AND NOT EXISTS (SELECT FROM revocations v WHERE v.id IN (:id, :tokenId))
            GROUP BY s.id, u.id""")
    Optional<SessionRow> findUnended(UUID id, UUID userId, UUID tokenId, int generation, Instant now);

    /** Newest first. */
    @Query("""
            SELECT id, client_id, flavour, refresh_count, created_at,
                   coalesce(access_expires_at, expires_at) AS token_expires_at, expires_at, address
            FROM sessions
            WHERE user_id = :userId AND ended_at IS NULL AND expires_at > :now
              AND (CAST(:after AS uuid) IS NULL
                   OR (created_at, id) < (SELECT created_at, id FROM sessions WHERE id = :after AND user_id = :userId))
            ORDER BY created_at DESC, id DESC LIMIT :limit""")
    List<OpenSession> findOpen(UUID userId, @Nullable UUID after, int limit, Instant now);

    /** Whether such a user logged in from such a network since then; whether the login is over does not matter. */
    @Query("""
            SELECT EXISTS (
                SELECT FROM sessions
                WHERE user_id = :userId AND created_at > :since
                  AND CAST(address AS inet) <<= CAST(:network AS inet))""")
    boolean existsFrom(UUID userId, String network, Instant since);

    @Query("SELECT * FROM sessions WHERE id = :id AND ended_at IS NULL AND expires_at > :now FOR UPDATE")
    Optional<Session> lockUnended(UUID id, Instant now);

    @Query("""
            UPDATE sessions SET access_token_id = :accessTokenId, access_expires_at = :accessExpiresAt,
                   idle_until = :idleUntil, expires_at = :expiresAt, refresh_count = :refreshCount, updated_at = :now
            WHERE id = :id""")
    void storeAccessToken(
            UUID id,
            UUID accessTokenId,
            Instant accessExpiresAt,
            Instant idleUntil,
            Instant expiresAt,
            int refreshCount,
            Instant now);

    @Query("""
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE id = :id AND user_id = :userId AND ended_at IS NULL RETURNING *""")
    List<Session> end(UUID id, UUID userId, Instant now);

    @Query("""
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE user_id = :userId AND ended_at IS NULL AND id IS DISTINCT FROM CAST(:except AS uuid) RETURNING *""")
    List<Session> endAll(UUID userId, @Nullable UUID except, Instant now);

    @Query("""
            INSERT INTO revocations (id, subject, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), user_id, id, coalesce(access_expires_at, expires_at), :now, :now FROM sessions
            WHERE user_id = :userId AND ended_at IS NULL AND coalesce(access_expires_at, expires_at) > :now""")
    void forgetAllOf(UUID userId, Instant now);

    @Query("""
            INSERT INTO revocations (id, subject, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), s.user_id, s.id, coalesce(s.access_expires_at, s.expires_at), :now, :now
            FROM sessions s JOIN user_roles ur ON ur.user_id = s.user_id AND ur.role_name = :role
            WHERE s.ended_at IS NULL AND coalesce(s.access_expires_at, s.expires_at) > :now""")
    void forgetAllOfRole(String role, Instant now);

    @Query("""
            UPDATE sessions SET idle_until = :idleUntil, updated_at = :now
            WHERE id = :id AND idle_until < :idleUntil AND ended_at IS NULL""")
    int postponeIdle(UUID id, Instant idleUntil, Instant now);

    @Query("""
            DELETE FROM sessions WHERE id IN (
                SELECT id FROM sessions WHERE expires_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant before, int limit);

    @Query("SELECT count(*) FROM sessions WHERE expires_at < :before")
    long countExpired(Instant before);
}
