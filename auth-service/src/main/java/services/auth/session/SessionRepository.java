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
                   coalesce(string_agg(r.scope, ' '), '') AS scope, coalesce(s.access_scope, s.scope) AS granted_scope
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

    /** The browser's login with that cookie, unless it is over or its user is gone or of another generation. */
    @Query("""
            SELECT s.* FROM sessions s
            JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL AND u.disabled_at IS NULL
                        AND u.generation = s.generation
            WHERE s.cookie_hash = :cookieHash AND s.ended_at IS NULL AND s.expires_at > :now""")
    Optional<Session> findByCookie(String cookieHash, Instant now);

    /** How many rows: 0 when the login has ended meanwhile. */
    @Query("""
            UPDATE sessions SET cookie_hash = :cookieHash, auth_time = :now, acr = :acr, expires_at = :expiresAt,
                   idle_until = :expiresAt, updated_at = :now
            WHERE id = :id AND ended_at IS NULL""")
    int renewCookie(UUID id, String cookieHash, @Nullable String acr, Instant expiresAt, Instant now);

    @Query("""
            SELECT s.* FROM sessions s
            JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL AND u.disabled_at IS NULL
                        AND u.generation = s.generation
            WHERE s.id = :id AND s.ended_at IS NULL AND s.expires_at > :now""")
    Optional<Session> findGoing(UUID id, Instant now);

    /** Newest first. */
    @Query("""
            SELECT s.id, s.client_id, coalesce(CAST(c.metadata AS json) ->> 'client_name', c.client_id) AS client_name,
                   s.flavour, s.refresh_count, s.created_at,
                   coalesce(s.access_expires_at, s.expires_at) AS token_expires_at, s.expires_at, s.address
            FROM sessions s
            LEFT JOIN clients c ON c.client_id = s.client_id AND s.scope IS NOT NULL
            WHERE s.user_id = :userId AND s.ended_at IS NULL AND s.expires_at > :now
              AND (CAST(:after AS uuid) IS NULL
                   OR (s.created_at, s.id) < (SELECT created_at, id FROM sessions WHERE id = :after AND user_id = :userId))
            ORDER BY s.created_at DESC, s.id DESC LIMIT :limit""")
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

    /**
     * The session of a refresh token, if it is not over and its user may log in; nobody else changes it, or ends all of its user's,
     * until the end of the transaction. First the user is locked, then the session: in the order in which the end of all logins takes
     * them.
     */
    @Query("""
            SELECT s.* FROM refresh_tokens t
            JOIN sessions s ON s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > :now
            JOIN users u ON u.id = s.user_id AND u.deleted_at IS NULL AND u.disabled_at IS NULL
                        AND u.generation = s.generation
            WHERE t.token_hash = :tokenHash FOR SHARE OF u FOR UPDATE OF s""")
    Optional<Session> lockByRefreshToken(String tokenHash, Instant now);

    @Query("""
            UPDATE sessions SET access_token_id = :accessTokenId, access_expires_at = :accessExpiresAt, access_scope = :accessScope,
                   idle_until = :idleUntil, expires_at = :expiresAt, refresh_count = :refreshCount, updated_at = :now
            WHERE id = :id""")
    void storeAccessToken(
            UUID id,
            UUID accessTokenId,
            Instant accessExpiresAt,
            @Nullable String accessScope,
            Instant idleUntil,
            Instant expiresAt,
            int refreshCount,
            Instant now);

    Optional<Session> findByCodeHash(String codeHash);

    /** The client of that name, if there is one; it is not removed until the end of the transaction. */
    @Query("SELECT id FROM clients WHERE client_id = :clientId FOR KEY SHARE")
    Optional<UUID> holdClient(String clientId);

    /** Waits for whoever else uses that code, until the end of the transaction. */
    @Query("SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtextextended(:codeHash, 0))) AS held")
    long holdCode(String codeHash);

    /** Ends a login, and those that were allowed in it unless they shall outlast it ({@code offline_access}). */
    @Query("""
            WITH RECURSIVE ending AS (
                SELECT id FROM sessions WHERE id = :id AND user_id = :userId AND ended_at IS NULL
                UNION ALL
                SELECT s.id FROM sessions s JOIN ending ON s.parent_id = ending.id
                WHERE s.ended_at IS NULL AND NOT ('offline_access' = ANY (string_to_array(coalesce(s.scope, ''), ' '))))
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE id IN (SELECT id FROM ending) AND ended_at IS NULL RETURNING *""")
    List<Session> end(UUID id, UUID userId, Instant now);

    /** Of the logins of /login, which may use the same name for a client, none. */
    @Query("""
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE user_id = :userId AND client_id = :clientId AND scope IS NOT NULL AND ended_at IS NULL RETURNING *""")
    List<Session> endAllowedTo(String clientId, UUID userId, Instant now);

    @Query("""
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE id IN (SELECT id FROM sessions WHERE client_id = :clientId AND ended_at IS NULL LIMIT :limit FOR UPDATE)
            RETURNING *""")
    List<Session> endSomeOfClient(String clientId, int limit, Instant now);

    @Query("""
            UPDATE sessions SET ended_at = :now, updated_at = :now
            WHERE user_id = :userId AND ended_at IS NULL AND id IS DISTINCT FROM CAST(:except AS uuid) RETURNING *""")
    List<Session> endAll(UUID userId, @Nullable UUID except, Instant now);

    /** The logins that were allowed in a browser's, and outlast it. */
    @Query(
            "SELECT * FROM sessions WHERE parent_id = :id AND user_id = :userId AND ended_at IS NULL AND expires_at > :now")
    List<Session> findUnder(UUID id, UUID userId, Instant now);

    @Query("UPDATE sessions SET access_expires_at = :now, updated_at = :now WHERE id = :id")
    void expireAccessToken(UUID id, Instant now);

    @Query("""
            INSERT INTO revocations (id, subject, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), user_id, id, coalesce(access_expires_at, expires_at), :now, :now FROM sessions
            WHERE user_id = :userId AND ended_at IS NULL AND coalesce(access_expires_at, expires_at) > :now
              AND cookie_hash IS NULL""")
    void forgetAllOf(UUID userId, Instant now);

    @Query("""
            INSERT INTO revocations (id, subject, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), s.user_id, s.id, coalesce(s.access_expires_at, s.expires_at), :now, :now
            FROM sessions s JOIN user_roles ur ON ur.user_id = s.user_id AND ur.role_name = :role
            WHERE s.ended_at IS NULL AND coalesce(s.access_expires_at, s.expires_at) > :now
              AND s.cookie_hash IS NULL""")
    void forgetAllOfRole(String role, Instant now);

    @Query("""
            UPDATE sessions SET idle_until = :idleUntil, updated_at = :now
            WHERE id = :id AND idle_until < :idleUntil AND ended_at IS NULL""")
    int postponeIdle(UUID id, Instant idleUntil, Instant now);

    /** The index knows the day alone, see V11. */
    @Query("""
            DELETE FROM sessions WHERE id IN (
                SELECT id FROM sessions
                WHERE expires_on <= CAST(CAST(:before AS timestamptz) AT TIME ZONE 'UTC' AS date) AND expires_at < :before
                LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant before, int limit);

    @Query("""
            SELECT count(*) FROM sessions
            WHERE expires_on <= CAST(CAST(:before AS timestamptz) AT TIME ZONE 'UTC' AS date) AND expires_at < :before""")
    long countExpired(Instant before);
}
