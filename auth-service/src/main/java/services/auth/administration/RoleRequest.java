package services.auth.administration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import services.auth.token.Scope;
import services.auth.user.Role;

/**
 * A role to be made.
 *
 * @param scopes scope tokens (RFC 6749 section 3.3)
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record RoleRequest(
        @NotNull
        @Pattern(
                regexp = Role.NAME,
                message = "must be 1 to 32 small letters, digits, dashes or underscores and begin with a letter")
        String name,

        @NotNull @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String description,

        @NotNull @Size(max = 100)
        List<@NotNull @Pattern(regexp = Scope.TOKEN, message = Scope.TOKEN_MESSAGE) String> scopes) {}
