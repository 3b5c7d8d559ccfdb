package services.auth.user;

import org.jspecify.annotations.Nullable;

/**
 * What an account is called.
 *
 * @param locale a language tag (RFC 5646), for mail
 */
public record Profile(
        String username,
        String email,
        boolean emailVerified,
        @Nullable String locale) {

    static Profile of(User user) {
        return new Profile(user.username(), user.email(), user.emailVerified(), user.locale());
    }

    /** The same with another address, unless it is the same address. */
    public Profile withEmail(String newEmail, boolean isVerified) {
        return new Profile(username, newEmail, isVerified, locale);
    }
}
