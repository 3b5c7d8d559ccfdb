package services.auth.user;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoleRepository extends CrudRepository<Role, String> {

    /** A user who has a role. */
    @Introspected
    record Holder(UUID userId, String roleName) {}

    @Query("SELECT r.* FROM roles r JOIN user_roles ur ON ur.role_name = r.name WHERE ur.user_id = :userId")
    List<Role> findByUser(UUID userId);

    @Query("SELECT user_id, role_name FROM user_roles WHERE user_id IN (:userIds) ORDER BY role_name")
    List<Holder> findHolders(Collection<UUID> userIds);

    @Query("SELECT * FROM roles ORDER BY name")
    List<Role> findInOrder();

    @Query("SELECT EXISTS (SELECT FROM user_roles WHERE role_name = :name)")
    boolean isHeld(String name);

    @Query("SELECT * FROM roles WHERE name = :name FOR UPDATE")
    Optional<Role> lock(String name);

    @Query("""
            INSERT INTO roles (name, description, scope, built_in, version, created_at, updated_at)
            VALUES (:name, :description, :scope, false, 0, :now, :now) ON CONFLICT DO NOTHING""")
    int insert(String name, String description, String scope, Instant now);

    @Query("""
            UPDATE roles SET description = :description, scope = :scope, version = version + 1, updated_at = :now
            WHERE name = :name RETURNING *""")
    Role store(String name, String description, String scope, Instant now);

    @Query("""
            INSERT INTO user_roles (user_id, role_name, created_at, updated_at)
            VALUES (:userId, :roleName, :now, :now) ON CONFLICT DO NOTHING""")
    int give(UUID userId, String roleName, Instant now);

    @Query("DELETE FROM user_roles WHERE user_id = :userId AND role_name = :roleName")
    int take(UUID userId, String roleName);

    @Query("""
            SELECT EXISTS (
                SELECT FROM user_roles ur JOIN users u ON u.id = ur.user_id
                WHERE ur.role_name = 'superuser' AND ur.user_id <> :userId
                  AND u.deleted_at IS NULL AND u.disabled_at IS NULL)""")
    boolean isThereAnotherSuperuser(UUID userId);
}
