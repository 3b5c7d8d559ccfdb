package services.auth.emailconfirmation;

import java.util.UUID;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.user.NewUser;

/**
 * An account that is made when its address is confirmed.
 *
 * @param id of the account
 * @param passwordHash see {@link services.auth.user.PasswordHasher}
 * @param locale a language tag (RFC 5646), for mail
 */
@Serdeable
public record PendingRegistration(
        UUID id,
        String username,
        String email,
        String passwordHash,
        @Nullable String locale) {

    NewUser toConfirmedUser() {
        return new NewUser(id, username, email, true, passwordHash, locale);
    }

    /** The account as it is before somebody has confirmed the address. */
    public NewUser toUnconfirmedUser() {
        return new NewUser(id, username, email, false, passwordHash, locale);
    }

    @Override
    public String toString() {
        return "PendingRegistration[" + id + "]";
    }
}
