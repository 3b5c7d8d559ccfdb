package services.auth.oauth2.grant;

import java.util.Optional;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.message.RefusedException;
import services.auth.session.Authorization;
import services.auth.session.LoginTokens;
import services.auth.session.NewLogin;
import services.auth.session.Sessions;
import services.auth.token.Confirmation;
import services.auth.token.Scope;

/** Gives a client the login that a user has allowed it, once for each code. */
@Singleton
class CodeExchange {

    private final Sessions sessions;

    CodeExchange(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Starts the login.
     *
     * @param confirmation what its tokens are bound to     *
     * @throws RefusedException {@code invalid_grant} when the user has gone since, or the code was used before: then what it was used for ends
     *     (RFC 6749 section 4.1.2)
     */
    LoginTokens exchange(AuthorizationGrant granted, Client client, String codeHash, Confirmation confirmation) {
        Optional<LoginTokens> tokens = sessions.start(new NewLogin(
                granted.userId(),
                granted.generation(),
                client.clientId(),
                ClientTerms.of(client),
                granted.address(),
                Optional.of(new Authorization(
                        granted.browserSessionId(),
                        granted.authTime(),
                        granted.acr(),
                        Scope.parse(granted.scope()),
                        granted.claims())),
                Optional.of(codeHash),
                confirmation));
        if (tokens.isEmpty()) {
            endUsed(codeHash);
            throw new RefusedException(OAuth2Error.INVALID_GRANT);
        }
        return tokens.get();
    }

    /** Ends what a code was used for, if it was. */
    void endUsed(String codeHash) {
        sessions.endStartedWith(codeHash);
    }
}
