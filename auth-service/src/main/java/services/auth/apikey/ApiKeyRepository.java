package services.auth.apikey;

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
interface ApiKeyRepository extends CrudRepository<ApiKey, UUID> {

    /** The key, unless it has expired or its user is gone. */
    @Query("""
            SELECT k.id, k.user_id, u.username, k.key_hash, k.scope,
                   coalesce(string_agg(r.name, ' ' ORDER BY r.name), '') AS roles,
                   coalesce(string_agg(r.scope, ' '), '') AS user_scope,
                   k.expires_at, k.created_at
            FROM api_keys k
            JOIN users u ON u.id = k.user_id AND u.deleted_at IS NULL AND u.disabled_at IS NULL
            LEFT JOIN user_roles ur ON ur.user_id = u.id
            LEFT JOIN roles r ON r.name = ur.role_name
            WHERE k.id = :id AND (k.expires_at IS NULL OR k.expires_at > :now)
            GROUP BY k.id, u.id""")
    Optional<ApiKeyRow> findUnexpired(UUID id, Instant now);

    @Query("SELECT count(*) FROM api_keys WHERE user_id = :userId AND (expires_at IS NULL OR expires_at > :now)")
    int countUnexpired(UUID userId, Instant now);

    /** Newest first. */
    @Query("""
            SELECT * FROM api_keys
            WHERE user_id = :userId
              AND (CAST(:after AS uuid) IS NULL
                   OR (created_at, id) < (SELECT created_at, id FROM api_keys WHERE id = :after AND user_id = :userId))
            ORDER BY created_at DESC, id DESC LIMIT :limit""")
    List<ApiKey> findOfUser(UUID userId, @Nullable UUID after, int limit);

    @Query("DELETE FROM api_keys WHERE id = :id AND user_id = :userId RETURNING *")
    List<ApiKey> delete(UUID id, UUID userId);

    @Query("DELETE FROM api_keys WHERE user_id = :userId RETURNING *")
    List<ApiKey> deleteAll(UUID userId);

    /** @param until when Redis has forgotten by itself what it holds now */
    @Query("""
            INSERT INTO revocations (id, subject, tag, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), user_id, id, id, :until, :now, :now FROM api_keys
            WHERE user_id = :userId AND (expires_at IS NULL OR expires_at > :now)""")
    void forgetAllOf(UUID userId, Instant until, Instant now);

    @Query("""
            INSERT INTO revocations (id, subject, tag, forgets, expires_at, created_at, updated_at)
            SELECT gen_random_uuid(), k.user_id, k.id, k.id, :until, :now, :now
            FROM api_keys k JOIN user_roles ur ON ur.user_id = k.user_id AND ur.role_name = :role
            WHERE k.expires_at IS NULL OR k.expires_at > :now""")
    void forgetAllOfRole(String role, Instant until, Instant now);

    @Query("""
            UPDATE api_keys SET last_used_at = :usedAt, updated_at = :now
            WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :usedAt)""")
    int storeUse(UUID id, Instant usedAt, Instant now);

    @Query("""
            DELETE FROM api_keys WHERE id IN (
                SELECT id FROM api_keys WHERE expires_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant before, int limit);

    @Query("SELECT count(*) FROM api_keys WHERE expires_at < :before")
    long countExpired(Instant before);
}
