package services.auth.oauth2.registration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How what a client asks to be registered is described (RFC 7591 section 2): further members are those that it is shown with. */
record ClientMetadataShape(
        @Nullable @JsonProperty("redirect_uris") @Schema(example = "[\"https://app.example.com/callback\"]")
        List<String> redirectUris,

        @Nullable @JsonProperty("client_name") @Schema(example = "An app")
        String clientName,

        @Nullable @JsonProperty("token_endpoint_auth_method") @Schema(example = "none")
        String tokenEndpointAuthMethod) {}
