package services.auth.user;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param username as the user wrote it
 * @param usernameKey by which it is compared, see {@link Names#key}
 * @param email as the user wrote it
 * @param emailKey by which it is compared
 * @param emailVerified whether the address was confirmed; only then it belongs to this user alone
 * @param passwordHash see {@link PasswordHasher}
 * @param generation moves when all logins of the user must end
 * @param disabledAt since when nobody can log in to it, if so
 * @param deletedAt when the account was deleted, if it was
 * @param purgedAt when its personal data were deleted too
 * @param locale a language tag (RFC 5646), for mail
 * @param version moves with each change that others see
 */
@MappedEntity("users")
public record User(
        @Id UUID id,
        String username,
        String usernameKey,
        String email,
        String emailKey,
        boolean emailVerified,
        String passwordHash,
        int generation,
        @Nullable Instant disabledAt,
        @Nullable Instant deletedAt,
        @Nullable Instant purgedAt,
        @Nullable String locale,
        long version,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** Whether somebody can log in to it. */
    public boolean isActive() {
        return disabledAt == null && deletedAt == null;
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
