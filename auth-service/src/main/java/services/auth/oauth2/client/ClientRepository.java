package services.auth.oauth2.client;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientRepository extends CrudRepository<Client, UUID> {

    Optional<Client> findByClientId(String clientId);

    @Query("""
            INSERT INTO clients (id, client_id, client_secret_hash, scope, created_at, updated_at)
            VALUES (:id, :clientId, :clientSecretHash, :scope, :now, :now)
            ON CONFLICT (client_id) DO UPDATE
            SET client_secret_hash = excluded.client_secret_hash, scope = excluded.scope, updated_at = excluded.updated_at
            WHERE (clients.client_secret_hash, clients.scope) <> (excluded.client_secret_hash, excluded.scope)""")
    int provision(UUID id, String clientId, String clientSecretHash, String scope, Instant now);
}
