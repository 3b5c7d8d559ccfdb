package services.auth.token;

import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Signs JWTs that are no access tokens: ID tokens, logout tokens, claims about a user. */
@Singleton
public class JwtIssuer {

    /** What a client may ask for. */
    public static final List<JWSAlgorithm> ALGORITHMS = KeyAlgorithms.ALL;

    private final SigningKeys signingKeys;

    JwtIssuer(SigningKeys signingKeys) {
        this.signingKeys = signingKeys;
    }

    /** @param type {@code typ}; none when absent */
    public String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, @Nullable JOSEObjectType type) {
        SigningKey.Signer signer = signingKeys.current().signer(algorithm).orElseThrow();
        SignedJWT jwt = new SignedJWT(signer.header().type(type).build(), claims);
        try {
            jwt.sign(signer.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("A JWT cannot be signed", e);
        }
        return jwt.serialize();
    }
}
