package services.auth.oauth2.grant;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import services.auth.token.IssuedAccessToken;

/** Access tokens as an answer tells them to a client (RFC 6749 section 5.1, RFC 9449 section 5). */
final class AccessTokens {

    private AccessTokens() {}

    static AccessToken of(IssuedAccessToken issued) {
        Scope scope = Scope.parse(issued.token().scope().toString());
        return issued.token().confirmation().keyThumbprint().isPresent()
                ? new DPoPAccessToken(issued.value(), issued.expiresIn(), scope)
                : new BearerAccessToken(issued.value(), issued.expiresIn(), scope);
    }
}
