package services.auth.oauth2.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientSecretRepository extends CrudRepository<ClientSecret, UUID> {

    /** Oldest first. */
    @Query("""
            SELECT * FROM client_secrets WHERE client_id = :clientId AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY created_at, id""")
    List<ClientSecret> findGood(UUID clientId, Instant now);

    /** The secret that the settings give: the only one from then on. */
    @Query("""
            WITH others AS (
                DELETE FROM client_secrets WHERE client_id = :clientId AND secret_hash <> :secretHash)
            INSERT INTO client_secrets (id, client_id, secret_hash, created_at, updated_at)
            VALUES (:id, :clientId, :secretHash, :now, :now)
            ON CONFLICT (client_id, secret_hash) DO UPDATE SET expires_at = NULL""")
    int provision(UUID id, UUID clientId, String secretHash, Instant now);

    @Query("""
            UPDATE client_secrets SET expires_at = :end, updated_at = :now
            WHERE client_id = :clientId AND (expires_at IS NULL OR expires_at > :end)""")
    void expireAll(UUID clientId, Instant end, Instant now);

    @Query("DELETE FROM client_secrets WHERE id = :id AND client_id = :clientId")
    int delete(UUID id, UUID clientId);

    @Query("DELETE FROM client_secrets WHERE client_id = :clientId")
    int deleteAll(UUID clientId);

    @Query("""
            DELETE FROM client_secrets WHERE id IN (
                SELECT id FROM client_secrets WHERE expires_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)""")
    int deleteExpired(Instant before, int limit);

    @Query("SELECT count(*) FROM client_secrets WHERE expires_at < :before")
    long countExpired(Instant before);
}
