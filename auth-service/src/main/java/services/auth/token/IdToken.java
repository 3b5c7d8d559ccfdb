package services.auth.token;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An ID token that this service once issued (OpenID Connect Core 1.0 section 2).
 *
 * @param subject {@code sub}: the user's id
 * @param audience {@code aud}: the client
 * @param sessionId {@code sid}: the login
 */
public record IdToken(String subject, List<String> audience, Optional<UUID> sessionId) {}
