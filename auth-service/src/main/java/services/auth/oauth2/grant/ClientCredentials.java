package services.auth.oauth2.grant;

import java.util.Map;
import java.util.Optional;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.Outage;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Scope;

/** The client credentials grant (RFC 6749 section 4.4): a client's own access token for this service. */
@Singleton
class ClientCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(ClientCredentials.class);

    private final Clients clients;
    private final AccessTokenIssuer accessTokenIssuer;
    private final AuditLog auditLog;

    ClientCredentials(Clients clients, AccessTokenIssuer accessTokenIssuer, AuditLog auditLog) {
        this.clients = clients;
        this.accessTokenIssuer = accessTokenIssuer;
        this.auditLog = auditLog;
    }

    TokenResponse grant(TokenRequest request) {
        try {
            return authenticate(request).map(client -> grant(request, client)).orElseGet(this::refusedClient);
        } catch (RuntimeException failure) {
            if (!Outage.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("Token request answered 503: {}", Outage.describe(failure));
            return refused(new ErrorObject(
                    "temporarily_unavailable", "Try again in a moment", HttpStatus.SERVICE_UNAVAILABLE.getCode()));
        }
    }

    private TokenResponse refusedClient() {
        auditLog.failed(AuditType.CLIENT_AUTHENTICATED, null, Map.of());
        return refused(OAuth2Error.INVALID_CLIENT);
    }

    private Optional<Client> authenticate(TokenRequest request) {
        return request.getClientAuthentication() instanceof PlainClientSecret secret
                ? clients.authenticate(
                        secret.getClientID().getValue(),
                        secret.getClientSecret().getValue())
                : Optional.empty();
    }

    private TokenResponse grant(TokenRequest request, Client client) {
        if (!GrantType.CLIENT_CREDENTIALS.equals(request.getAuthorizationGrant().getType())) {
            return refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        Scope allowed = Scope.parse(client.scope());
        // RFC 6749 section 3.3: without a scope in the request, all that the client may have
        Scope wanted = request.getScope() == null
                ? allowed
                : Scope.of(request.getScope().toStringList());
        if (!allowed.covers(wanted)) {
            return refused(OAuth2Error.INVALID_SCOPE);
        }
        IssuedAccessToken issued = accessTokenIssuer.issueToClient(client.clientId(), wanted);
        auditLog.succeeded(
                AuditType.CLIENT_AUTHENTICATED,
                null,
                Map.of("client_id", client.clientId(), "scope", wanted.toString()));
        return new AccessTokenResponse(new Tokens(
                new BearerAccessToken(
                        issued.value(), issued.expiresIn(), com.nimbusds.oauth2.sdk.Scope.parse(wanted.toString())),
                null));
    }

    private static TokenResponse refused(ErrorObject error) {
        LOG.info("Token request refused: {}", error.getCode());
        return new TokenErrorResponse(error);
    }
}
