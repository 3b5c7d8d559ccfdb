package services.auth.oauth2.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.session.LoginTokens;

/** Answers a grant with the tokens of a login (RFC 6749 section 5.1), and with an ID token where that was asked for. */
@Singleton
class TokenAnswers {

    private static final String OPENID = "openid";

    private final IdTokens idTokens;

    TokenAnswers(IdTokens idTokens) {
        this.idTokens = idTokens;
    }

    /** @param nonce of the authorization request */
    TokenResponse of(Client client, LoginTokens tokens, @Nullable String nonce) {
        AccessToken accessToken = AccessTokens.of(tokens.accessToken());
        RefreshToken refreshToken = tokens.refreshToken().map(RefreshToken::new).orElse(null);
        return tokens.accessToken().token().scope().values().contains(OPENID)
                ? new OIDCTokenResponse(
                        new OIDCTokens(idTokens.issue(client, tokens, nonce), accessToken, refreshToken))
                : new AccessTokenResponse(new Tokens(accessToken, refreshToken));
    }
}
