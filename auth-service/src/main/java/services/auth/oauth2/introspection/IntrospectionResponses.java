package services.auth.oauth2.introspection;

import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse.Builder;
import com.nimbusds.oauth2.sdk.auth.X509CertificateConfirmation;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import services.auth.session.LiveSession;
import services.auth.session.Login;
import services.auth.session.RefreshTokens;
import services.auth.token.AccessToken;
import services.auth.token.Confirmation;
import services.auth.token.Scope;

/** What is told of tokens that are live (RFC 7662 section 2.2). */
final class IntrospectionResponses {

    private IntrospectionResponses() {}

    static Response ofAccessToken(AccessToken token, LiveSession session, Login login, String issuer) {
        return ofLogin(ofToken(token, issuer), login)
                .scope(scope(session.scope()))
                .username(session.username())
                .build();
    }

    /** Of the client credentials grant. */
    static Response ofClientToken(AccessToken token, String issuer) {
        return ofToken(token, issuer).scope(scope(token.scope())).build();
    }

    static Response ofRefreshToken(
            RefreshTokens.Known known, Login login, String username, Scope scope, String issuer) {
        return bound(
                        ofLogin(new Builder(true), login),
                        new Confirmation(Optional.ofNullable(login.cnfJkt()), Optional.ofNullable(login.cnfX5t())))
                .issuer(new Issuer(issuer))
                .clientID(new ClientID(login.clientId()))
                .subject(new Subject(login.userId().toString()))
                .scope(scope(scope))
                .username(username)
                .issueTime(Date.from(known.issuedAt()))
                .expirationTime(Date.from(known.expiresAt()))
                .build();
    }

    private static Builder ofToken(AccessToken token, String issuer) {
        return bound(new Builder(true), token.confirmation())
                .tokenType(new AccessTokenType(token.confirmation().tokenType()))
                .issuer(new Issuer(issuer))
                .audience(List.of(new Audience(token.audience())))
                .clientID(new ClientID(token.clientId()))
                .subject(new Subject(token.subject()))
                .jwtID(new JWTID(token.id().toString()))
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.expiresAt()));
    }

    private static Builder ofLogin(Builder builder, Login login) {
        builder.parameter("sid", login.id().toString()).authenticationTime(Date.from(login.authTime()));
        if (login.acr() != null) {
            builder.acr(new ACR(login.acr()));
        }
        return builder;
    }

    /** RFC 9449 section 6.2, RFC 8705 section 3.2. */
    private static Builder bound(Builder builder, Confirmation confirmation) {
        confirmation
                .keyThumbprint()
                .map(Base64URL::new)
                .ifPresent(key -> builder.jwkThumbprintConfirmation(new JWKThumbprintConfirmation(key)));
        confirmation
                .certificateThumbprint()
                .map(Base64URL::new)
                .ifPresent(certificate ->
                        builder.x509CertificateConfirmation(new X509CertificateConfirmation(certificate)));
        return builder;
    }

    private static com.nimbusds.oauth2.sdk.Scope scope(Scope scope) {
        return com.nimbusds.oauth2.sdk.Scope.parse(scope.toString());
    }
}
