package services.auth.user;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRepository extends CrudRepository<User, UUID> {

    Optional<User> findByUsernameKeyAndDeletedAtIsNull(String usernameKey);

    Optional<User> findByEmailKeyAndDeletedAtIsNull(String emailKey);

    Optional<User> findByIdAndDeletedAtIsNull(UUID id);

    @Query("UPDATE users SET password_hash = :newHash, updated_at = :now WHERE id = :id AND password_hash = :oldHash")
    int replacePasswordHash(UUID id, String oldHash, String newHash, Instant now);

    @Query("""
            UPDATE users SET deleted_at = :now, generation = generation + 1, updated_at = :now
            WHERE id = :id AND deleted_at IS NULL""")
    int delete(UUID id, Instant now);

    @Query("""
            UPDATE users SET generation = generation + 1, updated_at = :now WHERE id = :id AND deleted_at IS NULL""")
    int endGeneration(UUID id, Instant now);

    /** The generation, held still until the end of the transaction. */
    @Query("SELECT generation FROM users WHERE id = :id AND deleted_at IS NULL FOR SHARE")
    Optional<Integer> lockGeneration(UUID id);

    /** The user, held for one transaction alone. */
    @Query("SELECT * FROM users WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<User> lock(UUID id);
}
