package services.auth.clientadministration;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a secret that was just made is described.
 *
 * @param clientSecret shown this once
 */
record NewClientSecretShape(
        UUID id,
        @JsonProperty("client_secret") String clientSecret,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt) {}
