package services.auth.oauth2.grant;

import java.util.Optional;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.PresentedRefreshToken;
import services.auth.session.RefreshTokens;
import services.auth.token.Confirmation;
import services.auth.token.Scope;

/** The refresh of tokens (RFC 6749 section 6). Each refresh token is good once, so public clients may have one (RFC 9700 section 4.14.2). */
@Singleton
class RefreshTokenGrant implements Grant {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenGrant.class);

    private final RefreshTokens refreshTokens;
    private final TokenAnswers answers;

    RefreshTokenGrant(RefreshTokens refreshTokens, TokenAnswers answers) {
        this.refreshTokens = refreshTokens;
        this.answers = answers;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) {
        com.nimbusds.oauth2.sdk.RefreshTokenGrant presented =
                (com.nimbusds.oauth2.sdk.RefreshTokenGrant) request.getAuthorizationGrant();
        PresentedRefreshToken refreshToken = new PresentedRefreshToken(
                presented.getRefreshToken().getValue(),
                Optional.of(new PresentedRefreshToken.Holder(
                        client.clientId(), client.isPublic(), ClientTerms.of(client), confirmation)),
                Optional.ofNullable(request.getScope()).map(scope -> Scope.of(scope.toStringList())));
        return switch (refreshTokens.rotate(refreshToken)) {
            case RefreshTokens.Outcome.Rotated rotated -> answers.of(client, rotated.tokens(), null);
            case RefreshTokens.Outcome.Refused refused -> {
                LOG.info("Refresh refused: {}", refused.reason());
                throw new RefusedException(OAuth2Error.INVALID_GRANT);
            }
            case RefreshTokens.Outcome.BeyondScope ignored -> throw new RefusedException(OAuth2Error.INVALID_SCOPE);
        };
    }
}
