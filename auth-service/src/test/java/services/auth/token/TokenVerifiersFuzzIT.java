package services.auth.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.fuzz.Cases;
import services.auth.fuzz.Jwts;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes as a token of this service, it is none, and nothing else happens. */
class TokenVerifiersFuzzIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final SigningKey key = service.bean(SigningKeys.class).current();
    private final String audience = service.bean(AccessTokenConfiguration.class).audience();

    @Test
    void accessTokenIsOursOrNone() throws Exception {
        AccessTokenVerifier verifier = service.bean(AccessTokenVerifier.class);
        Map<String, Object> claims =
                SignedJWT.parse(service.token()).getJWTClaimsSet().toJSONObject();
        Jwts tokens = jwts("at+jwt", claims);
        assertThat(verifier.verify(tokens.good(), audience)).isPresent();

        Cases.check(getClass(), "forged access tokens", 2000, choices -> {
            String forged = tokens.forged(choices);
            assertThat(verifier.verify(forged, audience)).as(forged).isEmpty();
        });
        Cases.check(getClass(), "odd access tokens", 300, choices -> {
            Optional<AccessToken> read = verifier.verify(tokens.odd(choices), audience);
            assertThat(read.map(AccessToken::audience).orElse(audience)).isEqualTo(audience);
        });
    }

    @Test
    void idTokenHintIsOursOrNone() {
        IdTokenVerifier verifier = service.bean(IdTokenVerifier.class);
        long now = Instant.now().getEpochSecond();
        Jwts tokens = jwts(
                "JWT",
                Map.of(
                        "iss",
                        AuthServiceUnderTest.ISSUER,
                        "sub",
                        "user",
                        "aud",
                        "client",
                        "iat",
                        now,
                        "exp",
                        now + 60,
                        "sid",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
        assertThat(verifier.verify(tokens.good())).isPresent();

        Cases.check(getClass(), "forged hints", 2000, choices -> {
            String forged = tokens.forged(choices);
            assertThat(verifier.verify(forged)).as(forged).isEmpty();
        });
        Cases.check(getClass(), "odd hints", 300, choices -> verifier.verify(tokens.odd(choices)));
    }

    private Jwts jwts(String type, Map<String, Object> claims) {
        Map<String, Object> header = new HashMap<>(Map.of("alg", "RS256", "kid", key.id(), "typ", type));
        SigningKey.Signer signer = key.signer(JWSAlgorithm.RS256).orElseThrow();
        JWSHeader algorithm = new JWSHeader(JWSAlgorithm.RS256);
        return new Jwts(
                header,
                claims,
                input -> signer.signer().sign(algorithm, input).decode(),
                key.publicJwks().findFirst().orElseThrow().toJSONString());
    }
}
