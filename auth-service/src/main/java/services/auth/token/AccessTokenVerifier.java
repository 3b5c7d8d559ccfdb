package services.auth.token;

import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.UnavailableException;

/**
 * Judges signature and claims of access tokens (RFC 9068 section 4). Whether the login behind one is still alive is
 * another question.
 */
@Singleton
public final class AccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokenVerifier.class);
    private static final int MAX_TOKEN_LENGTH = 8192;

    // RFC 7515 section 7.1; the library would also take white space and padding
    private static final Pattern COMPACT = Pattern.compile("[\\w-]++\\.[\\w-]++\\.[\\w-]++");

    private static final int MAX_REMEMBERED = 10_000;
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final Set<String> REQUIRED = Set.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final SigningKeys signingKeys;
    private final Clock clock;

    // A signature that was good stays good; exp, and whether its key is still accepted, are looked at every time.
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** @param keyId {@code kid} */
    private record Verified(AccessToken token, String keyId) {}

    AccessTokenVerifier(SigningKeys signingKeys, @Value("${auth-service.issuer}") String issuer, Clock clock) {
        this.signingKeys = signingKeys;
        this.clock = clock;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(AccessTokenIssuer.TYPE, new JOSEObjectType("application/at+jwt")));
        // our own keys only, each with its one algorithm: alg none, jku, x5u and jwk in the header mean nothing here
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(AccessTokenIssuer.ALGORITHMS, signingKeys.publicKeys()));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        // for nbf (RFC 7519 section 4.1.5); iat asks for no judgement, so an issuer whose clock is ahead does no harm
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Reads a token that this service has signed for the audience and that has not reached its {@code exp}.
     *
     * @param audience the {@code aud} that the token must name
     * @return the claims, or nothing when any of that is not so
     * @throws UnavailableException when nobody here can tell whether its key is one of ours
     */
    public Optional<AccessToken> verify(String value, String audience) {
        Verified remembered = verified.getIfPresent(value);
        if (remembered == null) {
            Optional<Verified> read = read(value);
            read.ifPresent(token -> verified.put(value, token));
            remembered = read.orElse(null);
        }
        return Optional.ofNullable(remembered)
                .filter(known -> signingKeys.accepts(known.keyId()))
                .map(Verified::token)
                .filter(token -> token.audience().equals(audience))
                // exp is a promise of this very service, so its own clock counts to the second
                .filter(token -> clock.instant().isBefore(token.expiresAt()));
    }

    private Optional<Verified> read(String value) {
        if (value.length() > MAX_TOKEN_LENGTH || !COMPACT.matcher(value).matches()) {
            return Optional.empty();
        }
        return parse(value)
                // of our own memory: a flood of invented key ids costs neither SQL nor a check of a signature
                .filter(jwt -> signingKeys.accepts(jwt.getHeader().getKeyID()))
                .flatMap(this::judge);
    }

    private static Optional<SignedJWT> parse(String value) {
        try {
            return Optional.of(SignedJWT.parse(value));
        } catch (ParseException | RuntimeException refused) {
            return refused(refused);
        }
    }

    private Optional<Verified> judge(SignedJWT jwt) {
        try {
            return Optional.of(new Verified(
                    claims(processor.process(jwt, null)), jwt.getHeader().getKeyID()));
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException refused) {
            return refused(refused);
        }
    }

    // whatever the parsers throw at something so strange that they did not expect it, it is no token of ours
    private static <T> Optional<T> refused(Exception reason) {
        LOG.debug("Access token refused: {}", reason.toString());
        return Optional.empty();
    }

    private static AccessToken claims(JWTClaimsSet claims) throws ParseException {
        List<String> audience = claims.getAudience();
        List<String> roles = claims.getStringListClaim("roles");
        String sid = claims.getStringClaim("sid");
        Integer generation = claims.getIntegerClaim("gen");
        // tokens from before there were flavours were sliding
        String flavour = Objects.requireNonNullElse(claims.getStringClaim("flavour"), Flavour.SLIDING.wireName());
        return new AccessToken(
                UUID.fromString(claims.getJWTID()),
                claims.getSubject(),
                claims.getStringClaim("client_id"),
                audience.size() == 1 ? audience.getFirst() : "",
                Scope.parse(claims.getStringClaim("scope")),
                roles == null ? List.of() : roles,
                Optional.ofNullable(sid).map(UUID::fromString),
                generation == null ? 0 : generation,
                Flavour.find(flavour).orElseThrow(),
                confirmation(claims.getJSONObjectClaim("cnf")),
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant());
    }

    private static Confirmation confirmation(@Nullable Map<String, Object> members) {
        return members == null
                ? Confirmation.NONE
                : new Confirmation(thumbprint(members, "jkt"), thumbprint(members, "x5t#S256"));
    }

    private static Optional<String> thumbprint(Map<String, Object> members, String name) {
        return Optional.ofNullable(members.get(name)).map(Object::toString);
    }
}
