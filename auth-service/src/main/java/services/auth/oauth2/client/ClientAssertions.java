package services.auth.oauth2.client;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisAnswer;
import services.auth.tls.ClientCertificates;
import services.auth.token.Secrets;

/** JWTs with which clients prove themselves (RFC 7523 section 3, {@code private_key_jwt}), each good once. */
@Singleton
class ClientAssertions {

    /** Those that the SDK takes, of the ones that this service signs with itself. */
    static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    /** How far ahead {@code exp} may be: as long its {@code jti} is remembered. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ClientAssertions.class);

    private final ClientSignatures signatures;
    private final SpentAssertionStore spent;
    private final String issuer;
    private final Optional<String> certificateUrl;
    private final Clock clock;

    ClientAssertions(
            ClientSignatures signatures,
            SpentAssertionStore spent,
            @Value("${auth-service.issuer}") String issuer,
            ClientCertificates certificates,
            Clock clock) {
        this.signatures = signatures;
        this.spent = spent;
        this.issuer = issuer;
        this.certificateUrl = certificates.url();
        this.clock = clock;
    }

    /**
     * Whether it proves the client; it does not do so again.
     *
     * @throws UnavailableException when that cannot be told now
     */
    boolean isGood(Client client, SignedJWT assertion) {
        try {
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            checkAlgorithm(client, assertion.getHeader().getAlgorithm());
            checkClaims(client, claims);
            checkSignature(client, assertion);
            checkFirstUse(client, claims);
            return true;
        } catch (ParseException | BadJWTException bad) {
            LOG.info("An assertion of {} is refused: {}", client, bad.getMessage());
            return false;
        }
    }

    private static void checkAlgorithm(Client client, JWSAlgorithm algorithm) throws BadJWTException {
        JWSAlgorithm registered = client.metadata().getTokenEndpointAuthJWSAlg();
        if (!ALGORITHMS.contains(algorithm) || registered != null && !registered.equals(algorithm)) {
            throw new BadJWTException("It is signed with " + algorithm);
        }
    }

    private void checkClaims(Client client, JWTClaimsSet claims) throws BadJWTException {
        Instant now = clock.instant();
        DefaultJWTClaimsVerifier<?> verifier =
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder()
                                .issuer(client.clientId())
                                .subject(client.clientId())
                                .build(),
                        Set.of("iss", "sub", "aud", "exp", "jti")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(now);
                    }
                };
        verifier.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
        verifier.verify(claims, null);
        // whoever else it is for could use it here
        if (!claims.getAudience().stream().allMatch(this::isOwn)) {
            throw new BadJWTException("It is for somebody else");
        }
        if (claims.getExpirationTime()
                .toInstant()
                .isAfter(now.plus(LONGEST_LIFE).plus(CLOCK_SKEW))) {
            throw new BadJWTException("It lives too long");
        }
        if (claims.getIssueTime() != null && claims.getIssueTime().toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            throw new BadJWTException("It is issued in the future");
        }
    }

    /** As the issuer, or as one of its endpoints, at whichever address (RFC 7523 section 3, RFC 9126 section 2, RFC 8705 section 5). */
    private boolean isOwn(String audience) {
        return audience.equals(issuer)
                || audience.startsWith(issuer + "/oauth2/")
                || certificateUrl
                        .filter(url -> audience.startsWith(url + "/oauth2/"))
                        .isPresent();
    }

    private void checkSignature(Client client, SignedJWT assertion) throws BadJWTException {
        if (!signatures.areGood(client, assertion)) {
            throw new BadJWTException("It is signed by none of the client's keys");
        }
    }

    private void checkFirstUse(Client client, JWTClaimsSet claims) throws BadJWTException {
        Duration rest = Duration.between(
                        clock.instant(), claims.getExpirationTime().toInstant())
                .plus(CLOCK_SKEW);
        String name = Secrets.hash(client.clientId() + "\n" + claims.getJWTID());
        if (!RedisAnswer.await(spent.add(name, rest))) {
            throw new BadJWTException("It was used before");
        }
    }
}
