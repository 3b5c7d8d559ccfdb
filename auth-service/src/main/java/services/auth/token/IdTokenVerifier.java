package services.auth.token;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises the ID tokens of this service when they come back as hints ({@code id_token_hint}, OpenID Connect Core 1.0 section
 * 3.1.2.1). A hint may be past its {@code exp}, and be of a key that signs no more, as long as that is known.
 */
@Singleton
public class IdTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(IdTokenVerifier.class);
    private static final int MAX_LENGTH = 8192;

    private final SigningKeys signingKeys;
    private final String issuer;

    IdTokenVerifier(SigningKeys signingKeys, @Value("${auth-service.issuer}") String issuer) {
        this.signingKeys = signingKeys;
        this.issuer = issuer;
    }

    /** @return nothing when it is no ID token of this service, or nobody can tell any more */
    public Optional<IdToken> verify(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            return isOurs(jwt) ? read(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException refused) {
            // whatever the parsers throw at something strange, it is no token of ours
            LOG.debug("ID token refused: {}", refused.toString());
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        // an access token and a logout token are signed with the same keys, and say what they are
        boolean isPlain = header.getType() == null || header.getType().equals(JOSEObjectType.JWT);
        if (!isPlain || header.getKeyID() == null || !KeyAlgorithms.ALL.contains(header.getAlgorithm())) {
            return false;
        }
        List<JWK> keys = keys(header);
        return !keys.isEmpty() && jwt.verify(KeyAlgorithms.verifier(keys.getFirst()));
    }

    private List<JWK> keys(JWSHeader header) throws KeySourceException {
        JWKMatcher matcher = new JWKMatcher.Builder()
                .keyID(header.getKeyID())
                .algorithm(header.getAlgorithm())
                .build();
        return signingKeys.publicKeys().get(new JWKSelector(matcher), null);
    }

    private Optional<IdToken> read(JWTClaimsSet claims) throws ParseException {
        // what a client may have been told of a user, signed, has no exp and logs nobody out
        boolean isIdToken = issuer.equals(claims.getIssuer())
                && claims.getSubject() != null
                && claims.getExpirationTime() != null
                && claims.getIssueTime() != null;
        return isIdToken
                ? Optional.of(new IdToken(
                        claims.getSubject(),
                        claims.getAudience(),
                        Optional.ofNullable(claims.getStringClaim("sid")).map(UUID::fromString)))
                : Optional.empty();
    }
}
