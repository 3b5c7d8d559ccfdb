package services.auth.oauth2.dpop;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import org.jspecify.annotations.Nullable;
import services.auth.token.Ed25519JcaVerifier;

/**
 * Reads DPoP proofs, and vouches for it that they are signed with the keys that they name (RFC 9449 section 4.3). It reads what anybody
 * may send: whatever the parsers throw, it is no proof.
 */
final class DPoPProofReader {

    /** The algorithms of proofs ({@code dpop_signing_alg_values_supported}). */
    static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA, JWSAlgorithm.RS256);

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_ID_LENGTH = 1024;

    // RFC 7515 section 7.1; the library would also take white space and padding
    private static final Pattern COMPACT = Pattern.compile("[\\w-]++\\.[\\w-]++\\.[\\w-]++");

    // a key that is too short proves nothing, and one that is too long costs seconds
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;
    private static final int MAX_RSA_EXPONENT_BITS = 32;

    private DPoPProofReader() {}

    static DPoPProof read(String text) throws InvalidProofException {
        if (text.length() > MAX_LENGTH || !COMPACT.matcher(text).matches()) {
            throw new InvalidProofException("it is no compact JWS, or too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            checkSignature(jwt);
            return proof(jwt.getHeader().getJWK(), jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            throw new InvalidProofException("it cannot be read: " + malformed);
        }
    }

    private static void checkSignature(SignedJWT jwt) throws JOSEException, InvalidProofException {
        JWSHeader header = jwt.getHeader();
        if (!DPoPProofFactory.TYPE.equals(header.getType())) {
            throw new InvalidProofException("its typ is not dpop+jwt");
        }
        if (header.getCriticalParams() != null) {
            throw new InvalidProofException("it wants extensions of JWS to be understood");
        }
        if (header.getJWK() == null || header.getJWK().isPrivate()) {
            throw new InvalidProofException("it names no public key");
        }
        if (!verifier(header.getAlgorithm(), header.getJWK())
                .verify(header, jwt.getSigningInput(), jwt.getSignature())) {
            throw new InvalidProofException("it is not signed with its key");
        }
    }

    private static JWSVerifier verifier(JWSAlgorithm algorithm, JWK jwk) throws JOSEException, InvalidProofException {
        if (algorithm.equals(JWSAlgorithm.ES256)
                && jwk instanceof ECKey key
                && key.getCurve().equals(Curve.P_256)) {
            return new ECDSAVerifier(key);
        }
        if (algorithm.equals(JWSAlgorithm.EdDSA)
                && jwk instanceof OctetKeyPair key
                && key.getCurve().equals(Curve.Ed25519)) {
            return new Ed25519JcaVerifier(key);
        }
        boolean isRsa = algorithm.equals(JWSAlgorithm.PS256) || algorithm.equals(JWSAlgorithm.RS256);
        if (isRsa && jwk instanceof RSAKey key && isOfGoodSize(key)) {
            return new RSASSAVerifier(key);
        }
        throw new InvalidProofException("its algorithm is not taken, or not with such a key");
    }

    private static boolean isOfGoodSize(RSAKey key) {
        int bits = key.getModulus().decodeToBigInteger().bitLength();
        int exponentBits = key.getPublicExponent().decodeToBigInteger().bitLength();
        return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS && exponentBits <= MAX_RSA_EXPONENT_BITS;
    }

    private static DPoPProof proof(JWK key, JWTClaimsSet claims)
            throws ParseException, JOSEException, InvalidProofException {
        String id = require(Optional.ofNullable(claims.getStringClaim("jti")), "jti");
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new InvalidProofException("its jti is empty, or too long");
        }
        String target = require(Optional.ofNullable(claims.getStringClaim("htu")), "htu");
        return new DPoPProof(
                key.computeThumbprint().toString(),
                id,
                require(Optional.ofNullable(claims.getStringClaim("htm")), "htm"),
                TargetUri.parse(target).orElseThrow(() -> new InvalidProofException("its htu is no address")),
                require(instant(claims.getIssueTime()), "iat"),
                instant(claims.getExpirationTime()),
                Optional.ofNullable(claims.getStringClaim("ath")),
                Optional.ofNullable(claims.getStringClaim("nonce")));
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static <T> T require(Optional<T> claim, String name) throws InvalidProofException {
        return claim.orElseThrow(() -> new InvalidProofException("it has no " + name));
    }
}
