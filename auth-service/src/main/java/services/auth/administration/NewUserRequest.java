package services.auth.administration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.user.Names;
import services.auth.user.Role;
import services.auth.user.StandardClaims;

/**
 * An account that an administrator makes.
 *
 * @param password null for an account without one: its user asks for a code by mail and sets it
 * @param emailVerified whether the address is known to be the user's; false when absent
 * @param claims what is told of the user
 * @param roles role names; the role of everybody who registers when absent
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record NewUserRequest(
        @NotNull @Pattern(regexp = Names.USERNAME, message = Names.USERNAME_MESSAGE)
        String username,

        @NotNull @Size(max = 254) @Email @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @Nullable @Size(min = 1, max = 256) String password,
        @JsonProperty("email_verified") @Nullable Boolean emailVerified,

        @Nullable @Pattern(regexp = Names.LOCALE, message = "must be a language tag")
        String locale,

        @Nullable @Valid StandardClaims claims,
        @Nullable @Size(max = 20) List<@NotNull @Size(min = 1, max = 32) String> roles) {

    List<String> rolesOrDefault() {
        return roles == null ? List.of(Role.SUBSCRIBER) : roles;
    }

    @Override
    public String toString() {
        return "NewUserRequest[" + username + "]";
    }
}
