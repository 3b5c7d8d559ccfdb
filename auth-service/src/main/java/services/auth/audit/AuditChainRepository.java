package services.auth.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditChainRepository extends GenericRepository<AuditEvent, UUID> {

    /**
     * Where the chain begins and ends.
     *
     * @param sealBefore of the event before the first, which was deleted on purpose
     */
    @Introspected
    record Chain(long firstPosition, String sealBefore, long lastPosition, String lastSeal) {}

    @Query("SELECT first_position, seal_before, last_position, last_seal FROM audit_chain WHERE id = 1")
    Chain find();

    /** Waits while another holds it. */
    @Query("""
            SELECT first_position, seal_before, last_position, last_seal FROM audit_chain WHERE id = 1
            FOR UPDATE""")
    Chain lockWaiting();

    /** Nothing while another holds it. */
    @Query("""
            SELECT first_position, seal_before, last_position, last_seal FROM audit_chain WHERE id = 1
            FOR UPDATE SKIP LOCKED""")
    Optional<Chain> lock();

    @Query("""
            UPDATE audit_chain SET last_position = :position, last_seal = :seal, updated_at = :now
            WHERE id = 1 AND last_position <> :position""")
    void storeEnd(long position, String seal, Instant now);

    @Query("""
            UPDATE audit_chain SET first_position = :position, seal_before = :sealBefore, updated_at = :now
            WHERE id = 1 AND first_position < :position""")
    void storeBeginning(long position, String sealBefore, Instant now);

    @Query("SELECT * FROM audit_events WHERE position IS NULL ORDER BY created_at, id LIMIT :limit")
    List<AuditEvent> findUnsealed(int limit);

    @Query("""
            UPDATE audit_events SET position = :position, seal = :seal, updated_at = :now
            WHERE id = :id AND created_at = :createdAt""")
    void seal(UUID id, Instant createdAt, long position, String seal, Instant now);

    @Query("SELECT * FROM audit_events WHERE position > :after ORDER BY position LIMIT :limit")
    List<AuditEvent> findSealed(long after, int limit);

    @Query("SELECT create_audit_partition(CAST(:day AS date))")
    boolean createPartition(LocalDate day);
}
