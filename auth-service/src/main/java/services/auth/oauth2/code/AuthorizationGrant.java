package services.auth.oauth2.code;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What a user has allowed a client, until it is fetched against the code (RFC 6749 section 4.1.2).
 *
 * @param issuedAt when the code was
 * @param redirectUri as it stood in the request; absent when it stood there not (RFC 6749 section 4.1.3)
 * @param generation the user's at that time
 * @param scope what was allowed, scope tokens separated by spaces
 * @param nonce for the ID token (OpenID Connect Core 1.0 section 2)
 * @param authTime when the user signed in
 * @param acr how, as an Authentication Context Class Reference
 * @param codeChallenge of S256 (RFC 7636 section 4.2)
 * @param claims the {@code claims} parameter (OpenID Connect Core 1.0 section 5.5), JSON
 * @param browserSessionId the browser's login at this service, under which the user did so and with which it ends; absent where it shall
 *     not
 * @param address from which
 * @param dpopJkt the thumbprint of the key that must fetch it (RFC 9449 section 10)
 */
@Serdeable
public record AuthorizationGrant(
        Instant issuedAt,
        String clientId,
        @Nullable String redirectUri,
        UUID userId,
        int generation,
        String scope,
        @Nullable String nonce,
        Instant authTime,
        @Nullable String acr,
        @Nullable String codeChallenge,
        @Nullable String claims,
        @Nullable UUID browserSessionId,
        String address,
        @Nullable String dpopJkt) {

    @Override
    public String toString() {
        return "AuthorizationGrant[" + clientId + ", " + userId + "]";
    }
}
