package services.auth.oauth2.grant;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.Authorization;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.LoginTokens;
import services.auth.session.NewLogin;
import services.auth.session.Sessions;
import services.auth.session.TokenTerms;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;
import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.Scope;

/**
 * Token exchange (RFC 8693): a client that was shown a user's access token gets one of its own for that user, to call others with. It
 * allows no more than the one that was shown, lives no longer, and ends with the login of that one.
 */
@Singleton
class TokenExchangeGrant implements Grant {

    private final AccessTokenVerifier verifier;
    private final LiveSessions liveSessions;
    private final Sessions sessions;
    private final String audience;
    private final Clock clock;

    TokenExchangeGrant(
            AccessTokenVerifier verifier,
            LiveSessions liveSessions,
            Sessions sessions,
            AccessTokenConfiguration configuration,
            Clock clock) {
        this.verifier = verifier;
        this.liveSessions = liveSessions;
        this.sessions = sessions;
        this.audience = configuration.audience();
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) {
        com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant exchange =
                (com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant) request.getAuthorizationGrant();
        checkKind(exchange);
        checkTarget(exchange, request);
        AccessToken subject = verifier.verify(exchange.getSubjectToken().getValue(), audience)
                .orElseThrow(() -> invalid("subject_token is not live"));
        LiveSession live = liveSessions.find(subject).orElseThrow(() -> invalid("subject_token is not live"));
        LoginTokens tokens = sessions.start(login(subject, live, scope(request, client, live), client, confirmation))
                .orElseThrow(() -> invalid("subject_token is not live"));
        return new AccessTokenResponse(
                new Tokens(AccessTokens.of(tokens.accessToken()), null),
                Map.of("issued_token_type", TokenTypeURI.ACCESS_TOKEN.toString()));
    }

    /** Sections 2.1, 3 and 4.1: access tokens against access tokens; who acts for the user is the client alone, so none says {@code act}. */
    private static void checkKind(com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant exchange) {
        if (exchange.getActorToken() != null) {
            throw invalid("actor_token is not supported");
        }
        if (!TokenTypeURI.ACCESS_TOKEN.equals(exchange.getSubjectTokenType())
                || exchange.getRequestedTokenType() != null
                        && !TokenTypeURI.ACCESS_TOKEN.equals(exchange.getRequestedTokenType())) {
            throw invalid("access tokens are exchanged for access tokens alone");
        }
    }

    /** Section 2.2.2. */
    private void checkTarget(com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant exchange, TokenRequest request) {
        boolean isOther = exchange.getAudience() != null
                && exchange.getAudience().stream()
                        .anyMatch(one -> !one.getValue().equals(audience));
        if (isOther || request.getResources() != null && !request.getResources().isEmpty()) {
            throw new RefusedException(OAuth2Error.INVALID_TARGET);
        }
    }

    private static Scope scope(TokenRequest request, Client client, LiveSession live) {
        Scope most = live.scope().commonWith(Scope.parse(client.scope()));
        Scope wanted =
                request.getScope() == null ? most : Scope.of(request.getScope().toStringList());
        if (wanted.values().isEmpty() || !most.covers(wanted)) {
            throw new RefusedException(OAuth2Error.INVALID_SCOPE);
        }
        return wanted;
    }

    private NewLogin login(
            AccessToken subject, LiveSession live, Scope scope, Client client, Confirmation confirmation) {
        Duration rest = Duration.between(clock.instant(), subject.expiresAt());
        Duration life = client.settings()
                .accessTokenLife()
                .filter(own -> own.compareTo(rest) < 0)
                .orElse(rest);
        return new NewLogin(
                live.userId(),
                subject.generation(),
                client.clientId(),
                new TokenTerms(Flavour.FIXED, Optional.of(life), Optional.empty(), false),
                null,
                Optional.of(new Authorization(live.id(), live.createdAt(), null, scope, null)),
                Optional.empty(),
                confirmation);
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(OAuth2Error.INVALID_REQUEST.appendDescription(": " + reason));
    }
}
