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
interface SigningKeyRepository extends CrudRepository<StoredSigningKey, UUID> {

    List<StoredSigningKey> findAllOrderByActiveFromAndId();

    @Query("""
            UPDATE signing_keys SET revoked_from = :from, updated_at = :now
            WHERE id <> :successor AND (revoked_from IS NULL OR revoked_from > :from)""")
    void revokeAllBut(UUID successor, Instant from, Instant now);

    /** Only the first of several instances does. */
    @Query("""
            UPDATE signing_keys SET encrypted_other_jwks = :encryptedOtherJwks, updated_at = :now
            WHERE id = :id AND encrypted_other_jwks IS NULL""")
    int complete(UUID id, String encryptedOtherJwks, Instant now);

    @Query("DELETE FROM signing_keys WHERE id IN (:ids)")
    int deleteAll(Collection<UUID> ids);

    /** Held to the end of the transaction: of several instances that want a new key, one makes it. */
    @Query("SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtext('signing_keys'))) AS locked")
    long lock();
}
