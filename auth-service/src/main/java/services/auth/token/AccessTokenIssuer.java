package services.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** Makes access tokens: signed JWTs after RFC 9068. */
@Singleton
public final class AccessTokenIssuer {

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** One of them signs; tokens of all of them are accepted, so that the setting can be changed while others live. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final SigningKeys signingKeys;
    private final String issuer;
    private final String audience;
    private final JWSAlgorithm algorithm;
    private final Duration clientTimeToLive;
    private final Clock clock;

    AccessTokenIssuer(
            SigningKeys signingKeys,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.client-access-token.time-to-live}") Duration clientTimeToLive,
            Clock clock) {
        this.signingKeys = signingKeys;
        this.issuer = issuer;
        this.audience = configuration.audience();
        this.algorithm = JWSAlgorithm.parse(configuration.signatureAlgorithm());
        this.clientTimeToLive = clientTimeToLive;
        this.clock = clock;
    }

    /**
     * Whom a token is issued to.
     *
     * @param generation the user's, see {@link AccessToken}
     */
    public record Subject(UUID userId, int generation, List<String> roles, Scope scope) {}

    /**
     * A token for the API of the resource servers, bound to a login.
     *
     * @param confirmation what the client has proved to have, for it to be bound to that too
     */
    public IssuedAccessToken issueToUser(
            Subject subject,
            UUID sessionId,
            String clientId,
            Flavour flavour,
            Confirmation confirmation,
            Instant expiresAt) {
        return sign(new AccessToken(
                UUID.randomUUID(),
                subject.userId().toString(),
                clientId,
                audience,
                subject.scope(),
                subject.roles(),
                Optional.of(sessionId),
                subject.generation(),
                flavour,
                confirmation,
                now(),
                expiresAt.truncatedTo(ChronoUnit.SECONDS)));
    }

    /**
     * A token with which a client calls this service itself (RFC 6749 section 4.4).
     *
     * @param confirmation what the client has proved to have
     */
    public IssuedAccessToken issueToClient(String clientId, Scope scope, Confirmation confirmation) {
        Instant now = now();
        return sign(new AccessToken(
                UUID.randomUUID(),
                clientId,
                clientId,
                issuer,
                scope,
                List.of(),
                Optional.empty(),
                0,
                Flavour.FIXED,
                confirmation,
                now,
                now.plus(clientTimeToLive)));
    }

    private IssuedAccessToken sign(AccessToken token) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(token.subject())
                .audience(token.audience())
                .jwtID(token.id().toString())
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.expiresAt()))
                .claim("client_id", token.clientId())
                .claim("scope", token.scope().toString())
                .claim("flavour", token.flavour().wireName());
        token.sessionId()
                .ifPresent(sid -> claims.claim("sid", sid.toString())
                        .claim("gen", token.generation())
                        .claim("roles", token.roles()));
        if (!token.confirmation().isNone()) {
            claims.claim("cnf", members(token.confirmation()));
        }
        SigningKey.Signer signer = signingKeys.current().signer(algorithm).orElseThrow();
        SignedJWT jwt = new SignedJWT(signer.header().type(TYPE).build(), claims.build());
        try {
            jwt.sign(signer.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("An access token cannot be signed", e);
        }
        long expiresIn = token.issuedAt().until(token.expiresAt(), ChronoUnit.SECONDS);
        return new IssuedAccessToken(jwt.serialize(), token, expiresIn);
    }

    private static Map<String, Object> members(Confirmation confirmation) {
        Map<String, Object> members = new LinkedHashMap<>();
        confirmation.keyThumbprint().ifPresent(thumbprint -> members.put("jkt", thumbprint));
        confirmation.certificateThumbprint().ifPresent(thumbprint -> members.put("x5t#S256", thumbprint));
        return members;
    }

    // NumericDate in whole seconds (RFC 7519 section 2)
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
