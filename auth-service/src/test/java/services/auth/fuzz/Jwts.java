package services.auth.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JWTs as bad as anybody can make them (RFC 8725 section 2). */
public final class Jwts {

    private static final List<String> HEADERS = List.of(
            "typ",
            "alg",
            "kid",
            "jwk",
            "jku",
            "x5u",
            "x5c",
            "x5t",
            "x5t#S256",
            "crit",
            "b64",
            "cty",
            "zip",
            "enc",
            "epk",
            "iss");
    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "scope",
            "client_id",
            "sid",
            "cnf",
            "roles",
            "gen",
            "flavour",
            "nonce",
            "claims",
            "acr",
            "amr",
            "auth_time",
            "events",
            "ath",
            "htm",
            "htu",
            "request",
            "request_uri");
    private static final List<String> ALGORITHMS = List.of(
            "none",
            "None",
            "HS256",
            "HS512",
            "RS256",
            "PS256",
            "ES256",
            "ES384",
            "ES256K",
            "EdDSA",
            "dir",
            "RSA-OAEP",
            "");

    private final Map<String, ?> header;
    private final Map<String, ?> claims;
    private final Key key;
    private final String publicKey;
    private final String good;

    /**
     * Those that are made of a good one.
     *
     * @param key signs the good one
     * @param publicKey what everybody knows of that key
     */
    public Jwts(Map<String, ?> header, Map<String, ?> claims, Key key, String publicKey) {
        this.header = header;
        this.claims = claims;
        this.key = key;
        this.publicKey = publicKey;
        this.good = joined(Json.text(header), Json.text(claims).getBytes(StandardCharsets.UTF_8));
    }

    /** Signs what a JWS signs (RFC 7515 section 5.1). */
    @FunctionalInterface
    public interface Key {
        byte[] sign(byte[] input) throws Exception;
    }

    public String good() {
        return good;
    }

    /** Signed with the right key, and strange in what it says. */
    public String odd(Choices choices) {
        Map<String, Object> oddHeader = choices.oneIn(3) ? changedHeader(choices) : new LinkedHashMap<>(header);
        Map<String, ?> oddClaims = choices.oneIn(8) ? claims : Json.changed(choices, claims, CLAIMS);
        byte[] payload = Json.text(choices, oddClaims).getBytes(StandardCharsets.UTF_8);
        if (choices.oneIn(12)) {
            oddHeader.put("zip", "DEF");
            payload = deflated(payload);
        }
        if (choices.oneIn(20)) {
            // one within another
            oddHeader.put("cty", "JWT");
            payload = good.getBytes(StandardCharsets.UTF_8);
        }
        return reshaped(choices, joined(Json.text(choices, oddHeader), payload));
    }

    /** Not signed with the right key, whatever it says. */
    public String forged(Choices choices) {
        Map<String, Object> forgedHeader = choices.oneIn(2) ? changedHeader(choices) : new LinkedHashMap<>(header);
        if (choices.oneIn(2)) {
            forgedHeader.put("alg", choices.of(ALGORITHMS));
        }
        Map<String, ?> forgedClaims = choices.oneIn(3) ? claims : Json.changed(choices, claims, CLAIMS);
        String input = input(Json.text(forgedHeader), Json.text(forgedClaims).getBytes(StandardCharsets.UTF_8));
        String signature = good.substring(good.lastIndexOf('.') + 1);
        boolean isChanged = !good.equals(input + "." + signature);
        return switch (choices.below(6)) {
            case 0 -> input + ".";
            case 1 -> input + "." + Texts.base64(choices.bytes(choices.oneIn(2) ? 64 : 256));
            case 2 -> input + "." + Texts.base64(new byte[64]);
            case 3 -> input + "." + Texts.base64(hmac(input, publicKey));
            case 4 -> input + "." + Texts.base64(hmac(input, ""));
            default -> input + "." + (isChanged ? signature : signature.substring(4));
        };
    }

    private Map<String, Object> changedHeader(Choices choices) {
        Map<String, Object> changed = Json.changed(choices, header, HEADERS);
        if (choices.oneIn(3)) {
            changed.put("alg", choices.of(ALGORITHMS));
        }
        if (choices.oneIn(8)) {
            changed.put("crit", List.of(choices.of(HEADERS)));
        }
        return changed;
    }

    private static String reshaped(Choices choices, String jwt) {
        return switch (choices.below(30)) {
            case 0 -> jwt + ".";
            case 1 -> jwt + ".a.b";
            case 2 -> jwt.substring(0, jwt.lastIndexOf('.'));
            case 3 -> jwt + "=";
            case 4 -> " " + jwt;
            case 5 -> jwt.replace(".", "..");
            case 6 -> Texts.changed(choices, jwt);
            default -> jwt;
        };
    }

    private String joined(String headerText, byte[] payload) {
        String input = input(headerText, payload);
        try {
            return input + "." + Texts.base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String input(String headerText, byte[] payload) {
        return Texts.base64(headerText.getBytes(StandardCharsets.UTF_8)) + "." + Texts.base64(payload);
    }

    private static byte[] deflated(byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            deflating.write(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] hmac(String input, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    (secret.isEmpty() ? "\0" : secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
