package services.auth.administration;

import java.time.Instant;
import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;
import services.auth.user.Role;

/**
 * A role; times in RFC 3339.
 *
 * @param scopes what its users may do
 * @param builtIn whether it stays, and superusers alone change it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record RoleResponse(
        String name,
        String description,
        Collection<String> scopes,
        @JsonProperty("built_in") boolean builtIn,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("updated_at") @Nullable Instant updatedAt) {

    static RoleResponse of(Role role) {
        return new RoleResponse(
                role.name(),
                role.description(),
                Scope.parse(role.scope()).values(),
                role.builtIn(),
                role.createdAt(),
                role.updatedAt());
    }
}
