package services.auth.user;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An account to be.
 *
 * @param emailVerified whether the address is known to be the user's
 * @param passwordHash see {@link PasswordHasher}
 * @param locale a language tag (RFC 5646), for mail
 */
public record NewUser(
        UUID id,
        String username,
        String email,
        boolean emailVerified,
        String passwordHash,
        @Nullable String locale) {

    User toUser() {
        return new User(
                id,
                Names.normalized(username),
                Names.key(username),
                email,
                Names.key(email),
                emailVerified,
                passwordHash,
                0,
                null,
                null,
                null,
                locale,
                0,
                null,
                null);
    }

    @Override
    public String toString() {
        return "NewUser[" + id + "]";
    }
}
