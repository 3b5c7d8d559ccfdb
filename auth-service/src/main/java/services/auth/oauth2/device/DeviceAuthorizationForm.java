package services.auth.oauth2.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the request of a device is described (RFC 8628 section 3.1). */
record DeviceAuthorizationForm(
        @JsonProperty("client_id") String clientId,
        @Nullable @Schema(example = "openid offline_access") String scope) {}
