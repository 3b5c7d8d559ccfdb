package services.auth.user;

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
interface UserRepository extends CrudRepository<User, UUID> {

    Optional<User> findByUsernameKeyAndDeletedAtIsNull(String usernameKey);

    /** Whoever confirmed the address, otherwise whoever named it first. */
    @Query("""
            SELECT * FROM users WHERE email_key COLLATE "C" = :emailKey AND deleted_at IS NULL
            ORDER BY email_verified DESC, created_at, id LIMIT 1""")
    Optional<User> findByEmail(String emailKey);

    /** The user with that name, otherwise the decoy: one row read in both cases. */
    @Query("""
            SELECT * FROM (
                SELECT * FROM users WHERE username_key = :usernameKey AND deleted_at IS NULL
                UNION ALL SELECT * FROM users WHERE id = :decoy) AS candidates
            ORDER BY id = :decoy LIMIT 1""")
    Optional<User> findByUsernameOrElse(String usernameKey, UUID decoy);

    /** Like {@link #findByEmail}, otherwise the decoy. */
    @Query("""
            SELECT * FROM (
                (SELECT * FROM users WHERE email_key COLLATE "C" = :emailKey AND deleted_at IS NULL
                 ORDER BY email_verified DESC, created_at, id LIMIT 1)
                UNION ALL SELECT * FROM users WHERE id = :decoy) AS candidates
            ORDER BY id = :decoy LIMIT 1""")
    Optional<User> findByEmailOrElse(String emailKey, UUID decoy);

    Optional<User> findByIdAndDeletedAtIsNull(UUID id);

    Optional<User> findByIdAndPurgedAtIsNull(UUID id);

    @Query("UPDATE users SET password_hash = :newHash, updated_at = :now WHERE id = :id AND password_hash = :oldHash")
    int replacePasswordHash(UUID id, String oldHash, String newHash, Instant now);

    @Query("UPDATE users SET password_hash = :newHash, updated_at = :now WHERE id = :id")
    void changePassword(UUID id, String newHash, Instant now);

    @Query("""
            UPDATE users SET username = :username, username_key = :usernameKey, email = :email, email_key = :emailKey,
                   email_verified = :emailVerified, locale = :locale, version = version + 1, updated_at = :now
            WHERE id = :id RETURNING *""")
    User storeProfile(
            UUID id,
            String username,
            String usernameKey,
            String email,
            String emailKey,
            boolean emailVerified,
            @Nullable String locale,
            Instant now);

    @Query("""
            UPDATE users SET disabled_at = coalesce(disabled_at, :now), generation = generation + 1,
                   version = version + 1, updated_at = :now
            WHERE id = :id RETURNING *""")
    User disable(UUID id, Instant now);

    @Query("""
            UPDATE users SET disabled_at = NULL, version = version + 1, updated_at = :now
            WHERE id = :id RETURNING *""")
    User enable(UUID id, Instant now);

    @Query("""
            UPDATE users SET deleted_at = :now, generation = generation + 1, version = version + 1, updated_at = :now
            WHERE id = :id AND deleted_at IS NULL""")
    int delete(UUID id, Instant now);

    @Query("""
            UPDATE users SET deleted_at = NULL, version = version + 1, updated_at = :now
            WHERE id = :id AND purged_at IS NULL RETURNING *""")
    User restore(UUID id, Instant now);

    @Query("""
            UPDATE users SET username = 'purged', username_key = 'purged:' || id, email = '', email_key = '',
                   email_verified = false, password_hash = '', locale = NULL, purged_at = :now, updated_at = :now
            WHERE id IN (
                SELECT id FROM users WHERE deleted_at < :deletedBefore AND purged_at IS NULL
                LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING id""")
    List<UUID> purge(Instant deletedBefore, Instant now, int limit);

    @Query("SELECT count(*) FROM users WHERE deleted_at < :deletedBefore AND purged_at IS NULL")
    long countToPurge(Instant deletedBefore);

    @Query("UPDATE users SET generation = generation + 1, updated_at = :now WHERE id = :id AND deleted_at IS NULL")
    int endGeneration(UUID id, Instant now);

    @Query("UPDATE users SET version = version + 1, updated_at = :now WHERE id = :id")
    void moveVersion(UUID id, Instant now);

    /** The generation, held still until the end of the transaction. */
    @Query("SELECT generation FROM users WHERE id = :id AND deleted_at IS NULL AND disabled_at IS NULL FOR SHARE")
    Optional<Integer> lockGeneration(UUID id);

    @Query("""
            SELECT generation FROM users
            WHERE id = :id AND deleted_at IS NULL AND disabled_at IS NULL AND generation = :generation
              AND password_hash = :passwordHash FOR SHARE""")
    Optional<Integer> lockForLogin(UUID id, int generation, String passwordHash);

    /** The user, held for one transaction alone. */
    @Query("SELECT * FROM users WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<User> lock(UUID id);

    @Query("SELECT * FROM users WHERE id = :id AND deleted_at IS NOT NULL AND purged_at IS NULL FOR UPDATE")
    Optional<User> lockDeleted(UUID id);

    /** New kinds last: those of old ones become fewer, and what is left of them keeps its place. */
    @Query("""
            SELECT (SELECT id FROM users WHERE hash_kind = counted.hash_kind AND deleted_at IS NULL LIMIT 1) AS example, users
            FROM (SELECT hash_kind, count(*) AS users FROM users WHERE deleted_at IS NULL GROUP BY hash_kind) AS counted
            ORDER BY hash_kind LIKE '$argon2id$%', hash_kind""")
    List<HashKind> countHashKinds();
}
