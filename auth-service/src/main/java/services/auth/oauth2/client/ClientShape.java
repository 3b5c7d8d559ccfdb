package services.auth.oauth2.client;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/**
 * How a client is described as it is shown (RFC 7591 section 3.2.1, OpenID Connect Dynamic Client Registration 1.0 section 2). What is not
 * registered of it is absent; names and addresses of pages may have a language tag behind the name of the member.
 *
 * @param clientSecret shown once, when it is made
 * @param registrationAccessToken with which a client that registered itself looks after its registration at
 *     {@code registration_client_uri}
 * @param firstParty whether nobody is asked if it may act for them
 * @param requirePkce of public clients it is demanded in any case
 * @param accessTokenLifetime seconds; the service's own when absent, as {@code refresh_token_lifetime} and {@code flavour}
 * @param secrets those that are good, for administrators
 */
public record ClientShape(
        @JsonProperty("client_id") String clientId,

        @JsonProperty("scope") String scope,

        @JsonProperty("client_id_issued_at") long clientIdIssuedAt,

        @JsonProperty("client_secret") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String clientSecret,

        @JsonProperty("client_secret_expires_at") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        long clientSecretExpiresAt,

        @JsonProperty("registration_access_token") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String registrationAccessToken,

        @JsonProperty("registration_client_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        URI registrationClientUri,

        @JsonProperty("grant_types") List<String> grantTypes,

        @JsonProperty("response_types") List<String> responseTypes,

        @JsonProperty("token_endpoint_auth_method") String tokenEndpointAuthMethod,

        @JsonProperty("application_type") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String applicationType,

        @JsonProperty("redirect_uris") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<String> redirectUris,

        @JsonProperty("contacts") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<String> contacts,

        @JsonProperty("request_uris") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<String> requestUris,

        @JsonProperty("default_acr_values") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<String> defaultAcrValues,

        @JsonProperty("post_logout_redirect_uris") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<String> postLogoutRedirectUris,

        @JsonProperty("client_name") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String clientName,

        @JsonProperty("logo_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String logoUri,

        @JsonProperty("client_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String clientUri,

        @JsonProperty("policy_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String policyUri,

        @JsonProperty("tos_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tosUri,

        @JsonProperty("token_endpoint_auth_signing_alg") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tokenEndpointAuthSigningAlg,

        @JsonProperty("tls_client_auth_subject_dn") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tlsClientAuthSubjectDn,

        @JsonProperty("tls_client_auth_san_dns") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tlsClientAuthSanDns,

        @JsonProperty("tls_client_auth_san_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tlsClientAuthSanUri,

        @JsonProperty("tls_client_auth_san_ip") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tlsClientAuthSanIp,

        @JsonProperty("tls_client_auth_san_email") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tlsClientAuthSanEmail,

        @JsonProperty("jwks_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String jwksUri,

        @JsonProperty("subject_type") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String subjectType,

        @JsonProperty("id_token_signed_response_alg") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String idTokenSignedResponseAlg,

        @JsonProperty("userinfo_signed_response_alg") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String userinfoSignedResponseAlg,

        @JsonProperty("request_object_signing_alg") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String requestObjectSigningAlg,

        @JsonProperty("initiate_login_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String initiateLoginUri,

        @JsonProperty("backchannel_logout_uri") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String backchannelLogoutUri,

        @JsonProperty("software_id") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String softwareId,

        @JsonProperty("software_version") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String softwareVersion,

        @JsonProperty("require_pushed_authorization_requests") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean requirePushedAuthorizationRequests,

        @JsonProperty("dpop_bound_access_tokens") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean dpopBoundAccessTokens,

        @JsonProperty("tls_client_certificate_bound_access_tokens") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean tlsClientCertificateBoundAccessTokens,

        @JsonProperty("require_auth_time") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean requireAuthTime,

        @JsonProperty("backchannel_logout_session_required") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean backchannelLogoutSessionRequired,

        @JsonProperty("first_party") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean firstParty,

        @JsonProperty("require_pkce") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean requirePkce,

        @JsonProperty("require_signed_request_object") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        boolean requireSignedRequestObject,

        @JsonProperty("default_max_age") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        int defaultMaxAge,

        @JsonProperty("access_token_lifetime") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        int accessTokenLifetime,

        @JsonProperty("refresh_token_lifetime") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        int refreshTokenLifetime,

        @JsonProperty("jwks") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        Object jwks,

        @JsonProperty("flavour") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String flavour,

        @JsonProperty("secrets") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        List<ClientSecretShape> secrets) {

    /**
     * A secret that is good.
     *
     * @param expiresAt until when, while another one takes its place; else null
     */
    public record ClientSecretShape(
            UUID id,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") @Nullable Instant expiresAt) {}
}
