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
 * @param emailVerified whether the address was confirmed
 * @param passwordHash see {@link PasswordHasher}
 * @param generation moves when all logins of the user must end
 * @param deletedAt when the account was deleted, if it was
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
        @Nullable Instant deletedAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
