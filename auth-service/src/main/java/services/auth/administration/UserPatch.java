package services.auth.administration;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.user.Names;
import services.auth.user.Profile;
import services.auth.user.StandardClaims;

/**
 * What an administrator changes of an account; what is absent stays.
 *
 * @param emailVerified a new address is not, unless this says so
 * @param claims all that is told of the user from now on
 * @param disabled whether nobody can log in any more
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record UserPatch(
        @Nullable @Pattern(regexp = Names.USERNAME, message = Names.USERNAME_MESSAGE)
        String username,

        @Nullable @Size(max = 254) @Email @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @JsonProperty("email_verified") @Nullable Boolean emailVerified,

        @Nullable @Pattern(regexp = Names.LOCALE, message = "must be a language tag")
        String locale,

        @Nullable @Valid StandardClaims claims,
        @Nullable Boolean disabled) {

    /** The members that it changes, but for {@code disabled}. */
    List<String> names() {
        return Stream.of(
                        username == null ? "" : "username",
                        email == null ? "" : "email",
                        emailVerified == null ? "" : "email_verified",
                        locale == null ? "" : "locale",
                        claims == null ? "" : "claims")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    Profile applyTo(Profile profile) {
        boolean hasNewEmail = email != null && !Names.key(email).equals(Names.key(profile.email()));
        return new Profile(
                username == null ? profile.username() : username,
                email == null ? profile.email() : email,
                emailVerified == null ? profile.emailVerified() && !hasNewEmail : emailVerified,
                locale == null ? profile.locale() : locale);
    }
}
