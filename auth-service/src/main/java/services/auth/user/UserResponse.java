package services.auth.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An account, as its owner and administrators see it; times in RFC 3339.
 *
 * @param locale a language tag (RFC 5646), for mail; null when none was chosen
 * @param claims what the user tells of themselves (OpenID Connect Core 1.0 section 5.1)
 * @param status active, disabled or deleted
 * @param roles role names, in alphabetical order
 * @param deletedAt null unless it is deleted
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserResponse(
        UUID id,
        String username,
        String email,
        @JsonProperty("email_verified") boolean emailVerified,
        @Nullable String locale,
        StandardClaims claims,
        String status,
        List<String> roles,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("updated_at") @Nullable Instant updatedAt,
        @JsonProperty("deleted_at") @Nullable Instant deletedAt) {

    public static UserResponse of(User user, StandardClaims claims, List<String> roles) {
        return new UserResponse(
                user.id(),
                user.username(),
                user.email(),
                user.emailVerified(),
                user.locale(),
                claims,
                status(user),
                roles,
                user.createdAt(),
                user.updatedAt(),
                user.deletedAt());
    }

    private static String status(User user) {
        if (user.deletedAt() != null) {
            return "deleted";
        }
        return user.isActive() ? "active" : "disabled";
    }
}
