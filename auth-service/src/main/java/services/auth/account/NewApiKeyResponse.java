package services.auth.account;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.apikey.ApiKeys;

/**
 * An API key that was just made, see {@link ApiKeyResponse}.
 *
 * @param key the key: shown here and never again
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record NewApiKeyResponse(
        UUID id,
        String name,
        String key,
        @JsonProperty("key_start") String keyStart,
        Collection<String> scopes,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

    static NewApiKeyResponse of(ApiKeys.Outcome.Created created) {
        ApiKeyResponse key = ApiKeyResponse.of(created.key());
        return new NewApiKeyResponse(
                key.id(),
                key.name(),
                created.value(),
                key.keyStart(),
                key.scopes(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }

    @Override
    public String toString() {
        return "NewApiKeyResponse[" + id + "]";
    }
}
