package services.auth.oauth2.revocation;

import java.util.Optional;
import java.util.UUID;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.SuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientAuthenticator;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.Login;
import services.auth.session.RefreshTokens;
import services.auth.session.Sessions;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;

/** Revokes the tokens that clients give back. When it has answered, no instance accepts them any more. */
@Singleton
class Revocations {

    /** RFC 7009 section 2.2.1. */
    private static final ErrorObject UNSUPPORTED_TOKEN_TYPE = new ErrorObject(
            "unsupported_token_type",
            "A token of the client itself dies by its age alone",
            HTTPResponse.SC_BAD_REQUEST);

    private final ClientAuthenticator clientAuthenticator;
    private final AccessTokenVerifier verifier;
    private final RefreshTokens refreshTokens;
    private final Sessions sessions;
    private final String userAudience;
    private final String issuer;

    Revocations(
            ClientAuthenticator clientAuthenticator,
            AccessTokenVerifier verifier,
            RefreshTokens refreshTokens,
            Sessions sessions,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer) {
        this.clientAuthenticator = clientAuthenticator;
        this.verifier = verifier;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.userAudience = configuration.audience();
        this.issuer = issuer;
    }

    Response answer(HTTPRequest message) throws ParseException {
        TokenRevocationRequest request = Reading.of(() -> TokenRevocationRequest.parse(message));
        Client client = clientAuthenticator.require(request.getClientAuthentication(), request.getClientID());
        String value = request.getToken().getValue();
        Optional<AccessToken> accessToken = verifier.verify(value, userAudience);
        if (accessToken.isPresent()) {
            revoke(accessToken.get(), client);
        } else {
            // the promise of this answer could not be kept: nobody asks whether a token of the client itself was
            // revoked
            verifier.verify(value, issuer).ifPresent(ignored -> refuse());
            refreshTokens
                    .find(value)
                    .flatMap(known -> sessions.findEvenOver(known.sessionId()))
                    .ifPresent(login -> end(login, client));
        }
        return new Revoked();
    }

    /** RFC 7009 section 2.2: the body says nothing. */
    private record Revoked() implements SuccessResponse {

        @Override
        public boolean indicatesSuccess() {
            return true;
        }

        @Override
        public HTTPResponse toHTTPResponse() {
            HTTPResponse answer = new HTTPResponse(HTTPResponse.SC_OK);
            answer.setEntityContentType(ContentType.APPLICATION_JSON);
            answer.setBody("{}");
            return answer;
        }
    }

    private void revoke(AccessToken token, Client client) {
        requireOwn(client, token.clientId());
        token.sessionId().ifPresent(id -> sessions.revokeAccessToken(id, UUID.fromString(token.subject()), token.id()));
    }

    /** RFC 7009 section 2.1: with a refresh token end all access tokens of the same grant. An older one of the login will do. */
    private void end(Login login, Client client) {
        requireOwn(client, login.clientId());
        sessions.end(login.id(), login.userId());
    }

    private static void requireOwn(Client client, String owner) {
        if (!client.clientId().equals(owner)) {
            // RFC 6749 section 5.2: "or was issued to another client"
            throw new RefusedException(OAuth2Error.INVALID_GRANT);
        }
    }

    private static void refuse() {
        throw new RefusedException(UNSUPPORTED_TOKEN_TYPE);
    }
}
