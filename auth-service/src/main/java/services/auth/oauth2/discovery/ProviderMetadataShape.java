package services.auth.oauth2.discovery;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** How the metadata are described (RFC 8414 section 2): the members that are always there, and the endpoints; there are more. */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record ProviderMetadataShape(
        String issuer,
        @JsonProperty("jwks_uri") String jwksUri,

        @JsonProperty("authorization_endpoint") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String authorizationEndpoint,

        @JsonProperty("pushed_authorization_request_endpoint") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String pushedAuthorizationRequestEndpoint,

        @JsonProperty("device_authorization_endpoint") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String deviceAuthorizationEndpoint,

        @JsonProperty("registration_endpoint") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String registrationEndpoint,

        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("userinfo_endpoint") String userinfoEndpoint,
        @JsonProperty("introspection_endpoint") String introspectionEndpoint,
        @JsonProperty("revocation_endpoint") String revocationEndpoint,
        @JsonProperty("end_session_endpoint") String endSessionEndpoint,
        @JsonProperty("scopes_supported") List<String> scopesSupported,
        @JsonProperty("response_types_supported") List<String> responseTypesSupported,
        @JsonProperty("response_modes_supported") List<String> responseModesSupported,
        @JsonProperty("grant_types_supported") List<String> grantTypesSupported,
        @JsonProperty("subject_types_supported") List<String> subjectTypesSupported,

        @JsonProperty("id_token_signing_alg_values_supported")
        List<String> idTokenAlgorithms,

        @JsonProperty("token_endpoint_auth_methods_supported")
        List<String> tokenEndpointAuthMethods,

        @JsonProperty("code_challenge_methods_supported") List<String> codeChallengeMethods,

        @JsonProperty("claims_supported") List<String> claimsSupported) {}
