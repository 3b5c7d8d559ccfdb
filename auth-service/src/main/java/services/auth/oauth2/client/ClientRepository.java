package services.auth.oauth2.client;

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
interface ClientRepository extends CrudRepository<Client, UUID> {

    Optional<Client> findByClientId(String clientId);

    /** The client, which nobody else changes until the end of this transaction. */
    @Query("SELECT * FROM clients WHERE client_id = :clientId FOR UPDATE")
    Optional<Client> lock(String clientId);

    /** Newest first. */
    @Query("""
            SELECT * FROM clients
            WHERE CAST(:after AS uuid) IS NULL
               OR (created_at, id) < (SELECT created_at, id FROM clients WHERE id = :after)
            ORDER BY created_at DESC, id DESC LIMIT :limit""")
    List<Client> page(@Nullable UUID after, int limit);

    /** Adds a client, unless there is one of that name. */
    @Query("""
            INSERT INTO clients (id, client_id, scope, metadata, registration_token_hash, created_at, updated_at)
            VALUES (:id, :clientId, :scope, :metadata, :registrationTokenHash, :now, :now)
            ON CONFLICT (client_id) DO NOTHING
            RETURNING *""")
    List<Client> add(
            UUID id,
            String clientId,
            String scope,
            String metadata,
            @Nullable String registrationTokenHash,
            Instant now);

    /** Adds a client, or brings it up to date. */
    @Query("""
            INSERT INTO clients (id, client_id, scope, metadata, created_at, updated_at)
            VALUES (:id, :clientId, :scope, :metadata, :now, :now)
            ON CONFLICT (client_id) DO UPDATE
            SET scope = excluded.scope, metadata = excluded.metadata, version = clients.version + 1,
                updated_at = excluded.updated_at
            WHERE (clients.scope, clients.metadata) <> (excluded.scope, excluded.metadata)
            RETURNING *""")
    List<Client> provision(UUID id, String clientId, String scope, String metadata, Instant now);

    @Query("""
            UPDATE clients SET scope = :scope, metadata = :metadata, version = version + 1, updated_at = :now
            WHERE id = :id
            RETURNING *""")
    List<Client> replace(UUID id, String scope, String metadata, Instant now);

    @Query("UPDATE clients SET version = version + 1, updated_at = :now WHERE id = :id RETURNING *")
    List<Client> touch(UUID id, Instant now);
}
