package services.auth.oauth2.client;

import java.util.Set;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import services.auth.oauth2.message.RefusedException;

/** By which ways a client may come to tokens: never by the implicit and the password grant (RFC 9700 sections 2.1.2 and 2.4). */
final class GrantRules {

    private static final Set<GrantType> OFFERED = Set.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE,
            GrantType.TOKEN_EXCHANGE);

    private GrantRules() {}

    /** What goes without saying (RFC 7591 section 2); no response type where no grant takes one. */
    static void complete(OIDCClientMetadata metadata) {
        if (metadata.getGrantTypes() != null && metadata.getResponseTypes() == null) {
            boolean takesCodes = metadata.getGrantTypes().contains(GrantType.AUTHORIZATION_CODE);
            metadata.setResponseTypes(takesCodes ? Set.of(ResponseType.CODE) : Set.of());
        }
        metadata.applyDefaults();
    }

    /** @throws RefusedException {@code invalid_client_metadata} */
    static void check(OIDCClientMetadata metadata) {
        Set<GrantType> grants = metadata.getGrantTypes();
        if (grants.isEmpty() || !OFFERED.containsAll(grants)) {
            throw InvalidRegistration.metadata(
                    "grant_types",
                    "must be some of authorization_code, refresh_token, client_credentials, " + GrantType.DEVICE_CODE
                            + ", " + GrantType.TOKEN_EXCHANGE);
        }
        if (!Set.of(ResponseType.CODE).containsAll(metadata.getResponseTypes())) {
            throw InvalidRegistration.metadata("response_types", "must be code, or none");
        }
        // RFC 7591 section 2.1
        if (grants.contains(GrantType.AUTHORIZATION_CODE)
                == metadata.getResponseTypes().isEmpty()) {
            throw InvalidRegistration.metadata(
                    "response_types", "must have code if grant_types has authorization_code, and only then");
        }
        if (grants.contains(GrantType.REFRESH_TOKEN)
                && !grants.contains(GrantType.AUTHORIZATION_CODE)
                && !grants.contains(GrantType.DEVICE_CODE)) {
            throw InvalidRegistration.metadata(
                    "grant_types", "must have a grant that gives refresh tokens beside refresh_token");
        }
        // RFC 6749 section 4.4, RFC 8693 section 2.1
        if (metadata.getTokenEndpointAuthMethod().equals(ClientAuthenticationMethod.NONE)
                && (grants.contains(GrantType.CLIENT_CREDENTIALS) || grants.contains(GrantType.TOKEN_EXCHANGE))) {
            throw InvalidRegistration.metadata(
                    "grant_types",
                    "must not have client_credentials or token-exchange where token_endpoint_auth_method is none");
        }
    }
}
