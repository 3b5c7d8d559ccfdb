package services.auth.oauth2.userinfo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.auth.authentication.PresentedPossession;
import services.auth.error.UnavailableException;
import services.auth.oauth2.binding.Possession;
import services.auth.oauth2.claims.ClaimsParameter;
import services.auth.oauth2.claims.IdentityClaims;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.Liveness;
import services.auth.session.Login;
import services.auth.session.Sessions;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;
import services.auth.token.JwtIssuer;
import services.auth.user.User;
import services.auth.user.Users;

/** Answers who a user is, to whoever has a live access token of a login with the scope {@code openid}. */
@Singleton
class UserInfoAnswers {

    private final AccessTokenVerifier verifier;
    private final PresentedPossession presentedPossession;
    private final LiveSessions liveSessions;
    private final Sessions sessions;
    private final Users users;
    private final IdentityClaims identityClaims;
    private final Clients clients;
    private final JwtIssuer jwtIssuer;
    private final String audience;
    private final String issuer;

    UserInfoAnswers(
            AccessTokenVerifier verifier,
            PresentedPossession presentedPossession,
            LiveSessions liveSessions,
            Sessions sessions,
            Users users,
            IdentityClaims identityClaims,
            Clients clients,
            JwtIssuer jwtIssuer,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer) {
        this.verifier = verifier;
        this.presentedPossession = presentedPossession;
        this.liveSessions = liveSessions;
        this.sessions = sessions;
        this.users = users;
        this.identityClaims = identityClaims;
        this.clients = clients;
        this.jwtIssuer = jwtIssuer;
        this.audience = configuration.audience();
        this.issuer = issuer;
    }

    /** @param request the same as it came, with what proves that its sender may use the token */
    Response answer(HttpRequest<?> request, HTTPRequest message) throws ParseException {
        PresentedToken presented = PresentedToken.of(message);
        AccessToken token = verifier.verify(presented.value(), audience).orElseThrow(presented::invalid);
        requirePossession(request, presented, token);
        LiveSession session = requireLive(presented, token);
        if (!session.scope().values().contains("openid")) {
            throw presented.insufficient();
        }
        Login login = sessions.find(session.id()).orElseThrow(presented::invalid);
        User user = users.find(session.userId()).orElseThrow(presented::invalid);
        return answer(
                user,
                identityClaims.forUserInfo(user, session.scope(), ClaimsParameter.parse(login.claims())),
                clients.find(session.clientId()));
    }

    private void requirePossession(HttpRequest<?> request, PresentedToken presented, AccessToken token) {
        CompletionStage<Possession> check = presented.isInForm()
                ? presentedPossession.checkBearer(request, presented.value(), token)
                : presentedPossession.checkHeader(request, token);
        switch (check.toCompletableFuture().join()) {
            case Possession.Proven ignored -> {
                // it is
            }
            case Possession.NotProven ignored -> throw presented.invalid();
            case Possession.InvalidProof ignored -> throw new RefusedException(DPoPTokenError.INVALID_DPOP_PROOF);
            case Possession.NonceWanted ignored -> throw new RefusedException(DPoPTokenError.USE_DPOP_NONCE);
            case Possession.Unknown unknown ->
                throw new UnavailableException("Nobody can tell whether a proof was used before", unknown.cause());
        }
    }

    private LiveSession requireLive(PresentedToken presented, AccessToken token) {
        return switch (liveSessions.check(token).toCompletableFuture().join()) {
            case Liveness.Live live -> live.session();
            case Liveness.Dead ignored -> throw presented.invalid();
            case Liveness.Unknown unknown ->
                throw new UnavailableException("Nobody can tell whether a token is live", unknown.cause());
        };
    }

    private Response answer(User user, Map<String, Object> claims, Optional<Client> client) throws ParseException {
        UserInfo userInfo = new UserInfo(new Subject(user.id().toString()));
        claims.forEach(userInfo::setClaim);
        JWSAlgorithm algorithm =
                client.map(known -> known.metadata().getUserInfoJWSAlg()).orElse(null);
        return algorithm == null
                ? new UserInfoSuccessResponse(userInfo)
                : signed(userInfo, client.orElseThrow(), algorithm);
    }

    /** OpenID Connect Core 1.0 section 5.3.2: signed, it says who tells whom. */
    private Response signed(UserInfo userInfo, Client client, JWSAlgorithm algorithm) throws ParseException {
        userInfo.setIssuer(new Issuer(issuer));
        userInfo.setAudience(new Audience(client.clientId()));
        String jwt = jwtIssuer.sign(userInfo.toJWTClaimsSet(), algorithm, JOSEObjectType.JWT);
        try {
            return new UserInfoSuccessResponse(SignedJWT.parse(jwt));
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("A JWT of our own cannot be read", e);
        }
    }
}
