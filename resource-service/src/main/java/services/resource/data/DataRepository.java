package services.resource.data;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code data}. Every statement names the owner, so that none can reach another user's items, and every
 * request is one statement, so that none can be half done.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DataRepository extends GenericRepository<DataItem, UUID> {

    @Query("SELECT * FROM data WHERE owner = :owner ORDER BY id LIMIT :limit")
    List<DataItem> findFirst(String owner, int limit);

    @Query("SELECT * FROM data WHERE owner = :owner AND id > :after ORDER BY id LIMIT :limit")
    List<DataItem> findAfter(String owner, UUID after, int limit);

    @Query("SELECT * FROM data WHERE owner = :owner AND id = :id")
    Optional<DataItem> find(String owner, UUID id);

    @Query("""
            INSERT INTO data (id, owner, content, created_at, updated_at)
            VALUES (:id, :owner, :content, :now, :now) RETURNING *""")
    DataItem insert(UUID id, String owner, String content, Instant now);

    @Query("""
            UPDATE data SET content = :content, updated_at = :now
            WHERE owner = :owner AND id = :id RETURNING *""")
    @Nullable
    DataItem update(String owner, UUID id, String content, Instant now);

    @Query("DELETE FROM data WHERE owner = :owner AND id = :id")
    int delete(String owner, UUID id);
}
