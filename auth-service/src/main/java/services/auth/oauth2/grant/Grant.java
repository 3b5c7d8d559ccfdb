package services.auth.oauth2.grant;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Confirmation;

/** A way to get tokens at the token endpoint (RFC 6749 section 1.3). */
interface Grant {

    GrantType type();

    /**
     * Issues tokens.
     *
     * @param client that proved itself, or named itself as a public one, and is registered for this grant
     * @param confirmation what it has proved to have, for its tokens to be bound to
     * @throws RefusedException when it gets none
     */
    TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) throws ParseException;
}
