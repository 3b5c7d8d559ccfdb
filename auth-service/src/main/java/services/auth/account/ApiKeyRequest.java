package services.auth.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.token.Scope;

/**
 * A wish for an API key. Members that it does not know are refused: a misspelt {@code scopes} would give a key that may do
 * everything.
 *
 * @param name 1 to 64 characters, none of which is a control character
 * @param scopes scope tokens; null for all that the user's roles give
 * @param expiresAt RFC 3339; null for a key that does not expire
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record ApiKeyRequest(
        @NotNull
        @Schema(example = "nightly import")
        @NotBlank
        @Pattern(regexp = NAME, message = "must be 1 to 64 characters, none of which is a control character")
        String name,

        @Nullable @Schema(example = "[\"data:read\"]") @Size(min = 1, max = 100)
        List<@NotNull @Size(min = 1, max = 100) String> scopes,

        @JsonProperty("expires_at")
        @Schema(example = "2099-01-01T00:00:00Z")
        @Nullable
        @Pattern(regexp = RFC_3339, message = "must be a time in RFC 3339")
        String expiresAt) {

    private static final String NAME = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}";

    // java.time would also take times without seconds and years of more digits
    private static final String RFC_3339 =
            "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)";

    @Nullable
    Scope scope() {
        return scopes == null ? null : Scope.of(scopes);
    }

    /**
     * When the key shall expire, in whole seconds.
     *
     * @throws ProblemException 400 when that is no time or not in the future
     */
    @Nullable
    Instant expiry(Instant now) {
        if (expiresAt == null) {
            return null;
        }
        Instant expiry = parse(expiresAt).truncatedTo(ChronoUnit.SECONDS);
        if (!expiry.isAfter(now)) {
            throw new ProblemException(Problem.invalidRequest("expires_at must be in the future"));
        }
        return expiry;
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException impossible) {
            throw new ProblemException(Problem.invalidRequest("expires_at must be a time in RFC 3339"));
        }
    }
}
