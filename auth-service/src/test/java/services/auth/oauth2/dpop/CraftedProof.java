package services.auth.oauth2.dpop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import services.auth.fuzz.Jwts;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/** A proof that is good but for what a test changes, put together by hand, so that it can be as bad as anybody can make it. */
final class CraftedProof {

    static final String METHOD = "POST";
    static final String TARGET = "https://auth.example.com/oauth2/token";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final PrivateKey key;
    private final String algorithm;

    private CraftedProof(String algorithm, JWK publicKey, PrivateKey key) {
        this.algorithm = algorithm;
        this.key = key;
        header.put("typ", "dpop+jwt");
        header.put("alg", algorithm);
        header.put("jwk", publicKey.toJSONObject());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", METHOD);
        claims.put("htu", TARGET);
        claims.put("iat", Instant.now().getEpochSecond());
    }

    static CraftedProof es256() {
        KeyPair pair = ec("secp256r1");
        return new CraftedProof(
                "ES256", new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build(), pair.getPrivate());
    }

    /** Of a curve that is not taken. */
    static CraftedProof es384() {
        KeyPair pair = ec("secp384r1");
        return new CraftedProof(
                "ES384", new ECKey.Builder(Curve.P_384, (ECPublicKey) pair.getPublic()).build(), pair.getPrivate());
    }

    static CraftedProof rsa(String algorithm, int bits) {
        KeyPair pair = generate("RSA", bits);
        return new CraftedProof(
                algorithm, new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build(), pair.getPrivate());
    }

    static CraftedProof edDsa() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] info = pair.getPublic().getEncoded();
            Base64URL x = Base64URL.encode(Arrays.copyOfRange(info, info.length - 32, info.length));
            return new CraftedProof("EdDSA", new OctetKeyPair.Builder(Curve.Ed25519, x).build(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    CraftedProof header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    CraftedProof withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    CraftedProof claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    CraftedProof withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    /** The key that it names. */
    @SuppressWarnings("unchecked")
    Map<String, Object> jwk() {
        return (Map<String, Object>) requireNonNull(header.get("jwk"));
    }

    String sign() {
        return sign(JSON.writeValueAsString(claims));
    }

    /** @param payload instead of the claims */
    String sign(String payload) {
        String input = base64(JSON.writeValueAsString(header)) + "." + base64(payload);
        return input + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(signature(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Others like it. */
    Jwts jwts() {
        return new Jwts(header, claims, this::signature, JSON.writeValueAsString(jwk()));
    }

    private byte[] signature(byte[] input) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        case "ES384" -> "SHA384withECDSAinP1363Format";
                        case "PS256" -> "RSASSA-PSS";
                        case "EdDSA" -> "Ed25519";
                        default -> "SHA256withRSA";
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
