package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/**
 * What a user has allowed a client, for the login that the client gets.
 *
 * @param browserSessionId the login in which the user did so, mostly a browser's, and with which this one ends; absent when it was in none
 * @param authTime when the user signed in
 * @param acr how (OpenID Connect Core 1.0 section 2)
 * @param scope what was granted
 * @param claims the {@code claims} parameter (OpenID Connect Core 1.0 section 5.5), JSON
 */
public record Authorization(
        @Nullable UUID browserSessionId,
        Instant authTime,
        @Nullable String acr,
        Scope scope,
        @Nullable String claims) {}
