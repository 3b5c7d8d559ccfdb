package services.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims of an access token (RFC 9068 section 2.2).
 *
 * @param id {@code jti}
 * @param subject {@code sub}: the user's id, or the client id in a token from the client credentials grant
 * @param clientId {@code client_id}
 * @param audience {@code aud}
 * @param scope {@code scope}
 * @param roles {@code roles} (section 2.2.3.1)
 * @param sessionId {@code sid}: the login; a client's token has none
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}, final
 */
public record AccessToken(
        UUID id,
        String subject,
        String clientId,
        String audience,
        Scope scope,
        List<String> roles,
        Optional<UUID> sessionId,
        Instant issuedAt,
        Instant expiresAt) {}
