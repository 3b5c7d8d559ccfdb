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
 * @param generation {@code gen}: the user's generation at login; 0 in a client's token
 * @param flavour {@code flavour}: what it does when it is used
 * @param confirmation {@code cnf}: what whoever presents it must prove to have
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
        int generation,
        Flavour flavour,
        Confirmation confirmation,
        Instant issuedAt,
        Instant expiresAt) {}
