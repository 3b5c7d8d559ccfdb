package services.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.user.Rights;
import services.auth.user.User;

/**
 * An account as its owner sees it.
 *
 * @param roles role names
 * @param createdAt RFC 3339, like {@code updatedAt}
 */
@Serdeable
record AccountResponse(
        UUID id,
        String username,
        String email,
        @JsonProperty("email_verified") boolean emailVerified,
        List<String> roles,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("updated_at") @Nullable Instant updatedAt) {

    static AccountResponse of(User user, Rights rights) {
        return new AccountResponse(
                user.id(),
                user.username(),
                user.email(),
                user.emailVerified(),
                rights.roles(),
                user.createdAt(),
                user.updatedAt());
    }
}
