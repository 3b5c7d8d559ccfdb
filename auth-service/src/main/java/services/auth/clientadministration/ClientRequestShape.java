package services.auth.clientadministration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How what is to be registered of a client is described: further members are those that a client is shown with. */
record ClientRequestShape(
        @Nullable
        @JsonProperty("client_id")
        @Schema(example = "shop", description = "made up by the service when absent")
        String clientId,

        @Nullable @JsonProperty("client_name") @Schema(example = "The shop")
        String clientName,

        @Nullable @Schema(example = "openid profile email") String scope,

        @Nullable @JsonProperty("redirect_uris") @Schema(example = "[\"https://shop.example.com/callback\"]")
        List<String> redirectUris,

        @Nullable @JsonProperty("grant_types") @Schema(example = "[\"authorization_code\",\"refresh_token\"]")
        List<String> grantTypes,

        @Nullable @JsonProperty("token_endpoint_auth_method") @Schema(example = "client_secret_basic")
        String tokenEndpointAuthMethod) {}
