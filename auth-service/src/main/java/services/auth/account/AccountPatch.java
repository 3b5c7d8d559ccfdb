package services.auth.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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
 * What users change of their own account; what is absent stays.
 *
 * @param email a code is sent there; the account keeps the address that it has until that is confirmed
 * @param claims all that the user tells of themselves from now on; that a phone number is verified is not the user's to tell
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record AccountPatch(
        @Nullable @Pattern(regexp = Names.USERNAME, message = Names.USERNAME_MESSAGE)
        String username,

        @Nullable @Size(max = 254) @Email @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @Nullable @Pattern(regexp = Names.LOCALE, message = "must be a language tag")
        String locale,

        @Nullable @Valid StandardClaims claims) {

    Profile applyTo(Profile profile) {
        return new Profile(
                username == null ? profile.username() : username,
                profile.email(),
                profile.emailVerified(),
                locale == null ? profile.locale() : locale);
    }
}
