package services.local.system;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Makes false tokens out of a live one, each wrong in one thing only: what the genuine key signs with nothing changed is
 * accepted, so that a refusal proves something.
 */
final class Forger {

    private final SignedJWT live;
    private final ECKey genuine;

    /** @param genuine the private key of auth-service */
    Forger(String live, ECKey genuine) {
        this.live = parse(live);
        this.genuine = genuine;
    }

    static ECKey foreignKey(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String keyId() {
        return live.getHeader().getKeyID();
    }

    /** The claims of the live token with some of them changed, signed as auth-service signs. */
    String withClaims(Consumer<JWTClaimsSet.Builder> change) {
        return sign(live.getHeader(), claims(change), es256(genuine));
    }

    /** The claims of the live token under a foreign signature. */
    String signedBy(ECKey key) {
        JWSHeader header = new JWSHeader.Builder(live.getHeader())
                .keyID(key.getKeyID())
                .jwk(key.toPublicJWK())
                .build();
        return sign(header, claims(unchanged -> {}), es256(key));
    }

    /** A verifier that lets the token choose the algorithm takes the public key for a shared secret (RFC 8725 §2.1). */
    String signedWithThePublicKeyAsASecret() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(live.getHeader().getType())
                .keyID(keyId())
                .build();
        byte[] publicKey = genuine.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        try {
            return sign(header, claims(unchanged -> {}), new MACSigner(publicKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed as auth-service signs, but said to be another kind of JWT (RFC 8725 §3.11). */
    String ofType(String type) {
        JWSHeader header = new JWSHeader.Builder(live.getHeader())
                .type(new JOSEObjectType(type))
                .build();
        return sign(header, claims(unchanged -> {}), es256(genuine));
    }

    String withAlgorithmNone() {
        return Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId() + "\"}") + "."
                + live.getParsedParts()[1] + ".";
    }

    /** Changes the first letter of the signature; a change of the last might touch only bits that count for nothing. */
    String withAChangedSignature() {
        String signature = live.getSignature().toString();
        char changed = signature.charAt(0) == 'A' ? 'B' : 'A';
        return live.getParsedParts()[0] + "." + live.getParsedParts()[1] + "." + changed + signature.substring(1);
    }

    String withTheSignatureOf(String other) {
        return live.getParsedParts()[0] + "." + live.getParsedParts()[1] + "."
                + parse(other).getSignature();
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        try {
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(live.getJWTClaimsSet());
            change.accept(claims);
            return claims.build();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWSSigner es256(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
