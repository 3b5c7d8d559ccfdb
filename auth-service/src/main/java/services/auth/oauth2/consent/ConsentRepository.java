package services.auth.oauth2.consent;

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
interface ConsentRepository extends CrudRepository<ConsentRow, UUID> {

    Optional<ConsentRow> findByUserIdAndClientId(UUID userId, UUID clientId);

    /** Adds to what was allowed before. */
    @Query("""
            INSERT INTO consents (id, user_id, client_id, scope, created_at, updated_at)
            VALUES (:id, :userId, :clientId, :scope, :now, :now)
            ON CONFLICT (user_id, client_id) DO UPDATE SET updated_at = excluded.updated_at, scope = (
                SELECT string_agg(DISTINCT token, ' ')
                FROM unnest(string_to_array(consents.scope || ' ' || excluded.scope, ' ')) AS token)""")
    int give(UUID id, UUID userId, UUID clientId, String scope, Instant now);

    /** Newest first. */
    @Query("""
            SELECT c.id, l.client_id, l.metadata, c.scope, c.created_at, c.updated_at
            FROM consents c JOIN clients l ON l.id = c.client_id
            WHERE c.user_id = :userId
              AND (CAST(:after AS uuid) IS NULL
                   OR (c.created_at, c.id) < (SELECT created_at, id FROM consents WHERE id = :after AND user_id = :userId))
            ORDER BY c.created_at DESC, c.id DESC LIMIT :limit""")
    List<Consent> list(UUID userId, @Nullable UUID after, int limit);

    /** @param client its {@code client_id}; not called so, because a parameter of the name of a column is taken for its type */
    @Query("""
            DELETE FROM consents c USING clients l
            WHERE l.id = c.client_id AND c.user_id = :userId AND l.client_id = :client""")
    int withdraw(UUID userId, String client);
}
