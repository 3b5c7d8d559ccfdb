package services.auth.oauth2.grant;

import java.util.Date;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.claims.ClaimsParameter;
import services.auth.oauth2.claims.IdentityClaims;
import services.auth.oauth2.client.Client;
import services.auth.session.Authorization;
import services.auth.session.LoginTokens;
import services.auth.token.AccessToken;
import services.auth.token.JwtIssuer;
import services.auth.user.Users;

/** ID tokens (OpenID Connect Core 1.0 section 2): who has signed in, when and how. They live as long as the access token beside them. */
@Singleton
class IdTokens {

    private final JwtIssuer jwtIssuer;
    private final IdentityClaims identityClaims;
    private final Users users;
    private final Issuer issuer;

    IdTokens(
            JwtIssuer jwtIssuer,
            IdentityClaims identityClaims,
            Users users,
            @Value("${auth-service.issuer}") String issuer) {
        this.jwtIssuer = jwtIssuer;
        this.identityClaims = identityClaims;
        this.users = users;
        this.issuer = new Issuer(issuer);
    }

    /** @param nonce of the authorization request, which an ID token of a refresh does not repeat (section 12.2) */
    String issue(Client client, LoginTokens tokens, @Nullable String nonce) {
        AccessToken accessToken = tokens.accessToken().token();
        JWSAlgorithm algorithm = client.metadata().getIDTokenJWSAlg();
        IDTokenClaimsSet claims = new IDTokenClaimsSet(
                issuer,
                new Subject(accessToken.subject()),
                new Audience(client.clientId()).toSingleAudienceList(),
                Date.from(accessToken.expiresAt()),
                Date.from(accessToken.issuedAt()));
        tokens.authorization().ifPresent(authorization -> tellHow(authorization, claims));
        claims.setSessionID(new SessionID(tokens.sessionId().toString()));
        claims.setAccessTokenHash(AccessTokenHash.compute(
                new BearerAccessToken(tokens.accessToken().value()),
                algorithm,
                algorithm.equals(JWSAlgorithm.EdDSA) ? Curve.Ed25519 : null));
        if (nonce != null) {
            claims.setClaim(IDTokenClaimsSet.NONCE_CLAIM_NAME, nonce);
        }
        try {
            tellOfUser(tokens, claims);
            return jwtIssuer.sign(claims.toJWTClaimsSet(), algorithm, null);
        } catch (ParseException e) {
            throw new IllegalStateException("An ID token cannot be written", e);
        }
    }

    private void tellOfUser(LoginTokens tokens, IDTokenClaimsSet claims) throws ParseException {
        ClaimsParameter asked = ClaimsParameter.parse(
                tokens.authorization().map(Authorization::claims).orElse(null));
        if (!asked.ofIdToken().isEmpty()) {
            users.find(tokens.userId())
                    .ifPresent(user -> identityClaims.forIdToken(user, asked).forEach(claims::setClaim));
        }
    }

    private static void tellHow(Authorization authorization, IDTokenClaimsSet claims) {
        claims.setAuthenticationTime(Date.from(authorization.authTime()));
        if (authorization.acr() != null) {
            claims.setACR(new ACR(authorization.acr()));
        }
    }
}
