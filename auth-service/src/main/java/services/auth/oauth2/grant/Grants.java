package services.auth.oauth2.grant;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientAuthenticator;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;

/** Hands a token request to the grant that it names, if the client may use that. */
@Singleton
class Grants {

    private final ClientAuthenticator clientAuthenticator;
    private final TokenBinding tokenBinding;
    private final Map<GrantType, Grant> grants;

    Grants(ClientAuthenticator clientAuthenticator, TokenBinding tokenBinding, List<Grant> grants) {
        this.clientAuthenticator = clientAuthenticator;
        this.tokenBinding = tokenBinding;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
    }

    TokenResponse answer(HTTPRequest message) throws ParseException {
        TokenRequest request = Reading.of(() -> TokenRequest.parse(message));
        Client client = clientAuthenticator.require(request.getClientAuthentication(), request.getClientID());
        GrantType type = request.getAuthorizationGrant().getType();
        Grant grant = grants.get(type);
        if (grant == null) {
            throw new RefusedException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        if (!client.mayUse(type)) {
            throw new RefusedException(OAuth2Error.UNAUTHORIZED_CLIENT);
        }
        return grant.grant(request, client, tokenBinding.require(message, client));
    }
}
