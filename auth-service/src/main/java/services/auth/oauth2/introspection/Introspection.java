package services.auth.oauth2.introspection;

import java.util.Optional;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientAuthenticator;
import services.auth.oauth2.message.Reading;
import services.auth.session.LiveSessions;
import services.auth.session.Login;
import services.auth.session.RefreshTokens;
import services.auth.session.Sessions;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;
import services.auth.token.Scope;
import services.auth.user.User;
import services.auth.user.Users;

/**
 * Tells whether a token is live. To look at an access token is to use it, as at {@code /validateToken}: the idle timer of its login starts
 * again, and one that is good for one use is spent.
 */
@Singleton
class Introspection {

    /** Which clients may ask about the access tokens of others: resource servers. */
    private static final String OF_ALL = "token:introspect";

    private static final Response DEAD = new TokenIntrospectionSuccessResponse.Builder(false).build();

    private final ClientAuthenticator clientAuthenticator;
    private final AccessTokenVerifier verifier;
    private final LiveSessions liveSessions;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final Users users;
    private final String userAudience;
    private final String issuer;

    Introspection(
            ClientAuthenticator clientAuthenticator,
            AccessTokenVerifier verifier,
            LiveSessions liveSessions,
            Sessions sessions,
            RefreshTokens refreshTokens,
            Users users,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer) {
        this.clientAuthenticator = clientAuthenticator;
        this.verifier = verifier;
        this.liveSessions = liveSessions;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.users = users;
        this.userAudience = configuration.audience();
        this.issuer = issuer;
    }

    Response answer(HTTPRequest message) throws ParseException {
        TokenIntrospectionRequest request = Reading.of(() -> TokenIntrospectionRequest.parse(message));
        Client client = clientAuthenticator.requireProof(request.getClientAuthentication());
        String token = request.getToken().getValue();
        return ofUser(token, client)
                .or(() -> ofClient(token, client))
                .or(() -> ofRefreshToken(token, client))
                .orElse(DEAD);
    }

    private Optional<Response> ofUser(String value, Client client) {
        // whose a token is comes before whether it lives: to look at one is to use it
        return verifier.verify(value, userAudience)
                .filter(token -> mayKnow(client, token.clientId()))
                .flatMap(token -> liveSessions
                        .find(token)
                        .flatMap(live -> sessions.find(live.id())
                                .map(login -> IntrospectionResponses.ofAccessToken(token, live, login, issuer))));
    }

    private Optional<Response> ofClient(String value, Client client) {
        return verifier.verify(value, issuer)
                .filter(token -> mayKnow(client, token.clientId()))
                .map(token -> IntrospectionResponses.ofClientToken(token, issuer));
    }

    private static boolean mayKnow(Client client, String owner) {
        return client.clientId().equals(owner)
                || Scope.parse(client.scope()).values().contains(OF_ALL);
    }

    /** Only to the client whose it is: a resource server might take it for an access token (RFC 7662 section 4). */
    private Optional<Response> ofRefreshToken(String value, Client client) {
        return refreshTokens
                .find(value)
                .filter(RefreshTokens.Known::isGood)
                .flatMap(known -> sessions.find(known.sessionId())
                        .filter(login -> login.clientId().equals(client.clientId()))
                        .flatMap(login -> ofRefreshToken(known, login)));
    }

    private Optional<Response> ofRefreshToken(RefreshTokens.Known known, Login login) {
        Scope rights = users.rights(login.userId()).scope();
        Scope scope = login.scope().map(granted -> granted.limitedBy(rights)).orElse(rights);
        return users.find(login.userId())
                .map(User::username)
                .map(username -> IntrospectionResponses.ofRefreshToken(known, login, username, scope, issuer));
    }
}
