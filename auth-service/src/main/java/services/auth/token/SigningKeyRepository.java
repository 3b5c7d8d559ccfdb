package services.auth.token;

import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SigningKeyRepository extends CrudRepository<StoredSigningKey, UUID> {

    List<StoredSigningKey> findAllOrderByCreatedAt();

    /** Held to the end of the transaction: instances that start together make one key. */
    @Query("SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtext('signing_keys'))) AS locked")
    long lock();
}
