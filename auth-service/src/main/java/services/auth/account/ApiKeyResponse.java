package services.auth.account;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.apikey.ApiKey;
import services.auth.token.Scope;

/**
 * An API key as its user sees it, without the key; times in RFC 3339.
 *
 * @param keyStart how the key begins
 * @param scopes what it may do at the most
 * @param expiresAt null when it does not expire
 * @param lastUsedAt null when it was not used; lags behind by seconds
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ApiKeyResponse(
        UUID id,
        String name,
        @JsonProperty("key_start") String keyStart,
        Collection<String> scopes,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

    static ApiKeyResponse of(ApiKey key) {
        return new ApiKeyResponse(
                key.id(),
                key.name(),
                key.start(),
                Scope.parse(key.scope()).values(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
