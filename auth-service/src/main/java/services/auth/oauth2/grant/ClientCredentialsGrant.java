package services.auth.oauth2.grant;

import java.util.Map;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.Confirmation;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Scope;

/** The client credentials grant (RFC 6749 section 4.4): a client's own access token for this service. */
@Singleton
class ClientCredentialsGrant implements Grant {

    private final AccessTokenIssuer accessTokenIssuer;
    private final AuditLog auditLog;

    ClientCredentialsGrant(AccessTokenIssuer accessTokenIssuer, AuditLog auditLog) {
        this.accessTokenIssuer = accessTokenIssuer;
        this.auditLog = auditLog;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenResponse grant(TokenRequest request, Client client, Confirmation confirmation) {
        // no user is there to be told of
        Scope allowed = Scope.parse(client.scope()).without(Scope.IDENTITY);
        // RFC 6749 section 3.3: without a scope in the request, all that the client may have
        Scope wanted = request.getScope() == null
                ? allowed
                : Scope.of(request.getScope().toStringList());
        if (wanted.values().isEmpty() || !allowed.covers(wanted)) {
            throw new RefusedException(OAuth2Error.INVALID_SCOPE);
        }
        IssuedAccessToken issued = accessTokenIssuer.issueToClient(client.clientId(), wanted, confirmation);
        auditLog.succeeded(
                AuditType.CLIENT_AUTHENTICATED,
                null,
                Map.of("client_id", client.clientId(), "scope", wanted.toString()));
        return new AccessTokenResponse(new Tokens(AccessTokens.of(issued), null));
    }
}
