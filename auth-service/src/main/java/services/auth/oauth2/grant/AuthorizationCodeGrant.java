package services.auth.oauth2.grant;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.code.AuthorizationCodes;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Confirmation;
import services.auth.token.Secrets;

/** The authorization code grant (RFC 6749 section 4.1.3): what a user has allowed, for its code. */
@Singleton
class AuthorizationCodeGrant implements Grant {

    private final AuthorizationCodes codes;
    private final CodeExchange exchange;
    private final TokenAnswers answers;

    AuthorizationCodeGrant(AuthorizationCodes codes, CodeExchange exchange, TokenAnswers answers) {
        this.codes = codes;
        this.exchange = exchange;
        this.answers = answers;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) {
        com.nimbusds.oauth2.sdk.AuthorizationCodeGrant presented =
                (com.nimbusds.oauth2.sdk.AuthorizationCodeGrant) request.getAuthorizationGrant();
        String code = presented.getAuthorizationCode().getValue();
        AuthorizationGrant granted = codes.find(code)
                .filter(grant -> grant.clientId().equals(client.clientId()))
                .filter(grant -> isRedirectUri(grant, presented.getRedirectionURI()))
                .filter(grant -> isVerified(grant, presented.getCodeVerifier()))
                .filter(grant -> isBound(grant, confirmation))
                .orElseThrow(AuthorizationCodeGrant::refused);
        String codeHash = Secrets.hash(code);
        if (codes.isOver(granted)) {
            exchange.endUsed(codeHash);
            throw refused();
        }
        return answers.of(client, exchange.exchange(granted, client, codeHash, confirmation), granted.nonce());
    }

    /** RFC 6749 section 4.1.3: the same as in the authorization request, if it stood there. */
    private static boolean isRedirectUri(AuthorizationGrant granted, @Nullable URI presented) {
        return granted.redirectUri() == null
                || presented != null && granted.redirectUri().equals(presented.toString());
    }

    private static boolean isVerified(AuthorizationGrant granted, @Nullable CodeVerifier verifier) {
        if (granted.codeChallenge() == null) {
            // RFC 9700 section 2.1.1: somebody took the challenge out of the authorization request
            return verifier == null;
        }
        return verifier != null
                && Objects.requireNonNull(CodeChallenge.compute(CodeChallengeMethod.S256, verifier))
                        .getValue()
                        .equals(granted.codeChallenge());
    }

    /** RFC 9449 section 10: the key that the authorization request named. */
    private static boolean isBound(AuthorizationGrant granted, Confirmation confirmation) {
        return granted.dpopJkt() == null || confirmation.keyThumbprint().equals(Optional.of(granted.dpopJkt()));
    }

    private static RefusedException refused() {
        return new RefusedException(OAuth2Error.INVALID_GRANT);
    }
}
