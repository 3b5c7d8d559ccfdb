package services.auth.oauth2.backchannellogout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.token.JwtIssuer;

/** Makes logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.4), signed like the ID tokens of the client. */
@Singleton
class LogoutTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");

    /** As short as the standard recommends. */
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(2);

    private final JwtIssuer jwtIssuer;
    private final String issuer;
    private final Clock clock;

    LogoutTokens(JwtIssuer jwtIssuer, @Value("${auth-service.issuer}") String issuer, Clock clock) {
        this.jwtIssuer = jwtIssuer;
        this.issuer = issuer;
        this.clock = clock;
    }

    String issue(QueuedLogout logout, Client client) {
        Instant now = clock.instant();
        LogoutTokenClaimsSet claims = new LogoutTokenClaimsSet(
                new Issuer(issuer),
                new Subject(logout.userId().toString()),
                new Audience(client.clientId()).toSingleAudienceList(),
                Date.from(now),
                Date.from(now.plus(TIME_TO_LIVE)),
                new JWTID(UUID.randomUUID().toString()),
                new SessionID(logout.sessionId().toString()));
        JWSAlgorithm wanted = client.metadata().getIDTokenJWSAlg();
        try {
            return jwtIssuer.sign(
                    claims.toJWTClaimsSet(), JwtIssuer.ALGORITHMS.contains(wanted) ? wanted : JWSAlgorithm.RS256, TYPE);
        } catch (ParseException e) {
            throw new IllegalStateException("A logout token cannot be made", e);
        }
    }
}
