package services.auth.user;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserClaimsRepository extends CrudRepository<UserClaims, UUID> {

    @Query("SELECT * FROM user_claims WHERE user_id IN (:userIds)")
    List<UserClaims> findOf(Collection<UUID> userIds);

    @Query("DELETE FROM user_claims WHERE user_id IN (:userIds)")
    int deleteOf(Collection<UUID> userIds);
}
