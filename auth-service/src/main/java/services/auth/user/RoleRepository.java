package services.auth.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoleRepository extends CrudRepository<Role, String> {

    @Query("SELECT r.* FROM roles r JOIN user_roles ur ON ur.role_name = r.name WHERE ur.user_id = :userId")
    List<Role> findByUser(UUID userId);

    @Query("""
            INSERT INTO user_roles (user_id, role_name, created_at, updated_at)
            VALUES (:userId, :roleName, :now, :now) ON CONFLICT DO NOTHING""")
    void grant(UUID userId, String roleName, Instant now);
}
