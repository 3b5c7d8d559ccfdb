package services.auth.administration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
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
 * One line of an import.
 *
 * @param passwordHash argon2id, bcrypt, PBKDF2 or salted SHA-256, as its system wrote it; absent for an account without a password
 */
@Serdeable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record ImportedUser(
        @NotNull @Pattern(regexp = Names.USERNAME, message = Names.USERNAME_MESSAGE)
        String username,

        @NotNull @Size(max = 254) @Email @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @JsonProperty("email_verified") @Nullable Boolean emailVerified,

        @JsonProperty("password_hash") @Nullable @Size(min = 1, max = 512)
        String passwordHash,

        @Nullable @Pattern(regexp = Names.LOCALE, message = "must be a language tag")
        String locale,

        @Nullable @Valid StandardClaims claims,
        @Nullable @Size(max = 20) List<@NotNull @Size(min = 1, max = 32) String> roles) {

    List<String> rolesOrDefault() {
        return roles == null ? List.of(Role.SUBSCRIBER) : roles;
    }

    @Override
    public String toString() {
        return "ImportedUser[" + username + "]";
    }
}
