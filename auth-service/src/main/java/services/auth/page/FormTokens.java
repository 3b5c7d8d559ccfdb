package services.auth.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;

/**
 * What shows that a form comes from a page that this service gave to the same browser: a cookie, and in each form a token that is made
 * from it under a key that nobody else has. Browsers have the cookie before anybody signs in, so that nobody can be signed in by
 * another site either.
 */
@Singleton
class FormTokens {

    /** The field of each form. */
    static final String FIELD = "form_token";

    private static final int BYTES = 32;
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

    private final KeyedHash keyedHash;
    private final SecureRandom random;
    private final boolean secure;
    private final String name;

    FormTokens(
            KeyedHashes keyedHashes,
            SecureRandom random,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.tls.enabled}") boolean tls) {
        this.keyedHash = keyedHashes.forPurpose("form token");
        this.random = random;
        this.secure = tls || issuer.startsWith("https:");
        // with the prefix no neighbouring host can plant a cookie whose tokens it has collected
        this.name = secure ? "__Host-form" : "form";
    }

    /** The browser's cookie, if it has a usable one. */
    @Nullable
    String cookie(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(name)
                .map(Cookie::getValue)
                .filter(value -> COOKIE.matcher(value).matches())
                .orElse(null);
    }

    /** The value of a new cookie. */
    String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Cookie toCookie(String value) {
        // Lax and not Strict: a browser that comes from a client's page must not get another one, which voids the forms
        // that are open
        return Cookie.of(name, value)
                .httpOnly()
                .secure(secure)
                .sameSite(SameSite.Lax)
                .path("/");
    }

    /** A token for a form, another one each time: were pages compressed, their length would not tell it letter by letter. */
    String token(String cookie) {
        String salt = make();
        return salt + "." + hash(salt, cookie);
    }

    /** Whether the token was made from that cookie. */
    boolean isGood(@Nullable String cookie, String token) {
        var parts = TOKEN.matcher(token);
        return cookie != null
                && parts.matches()
                && MessageDigest.isEqual(ascii(hash(parts.group(1), cookie)), ascii(parts.group(2)));
    }

    private String hash(String salt, String cookie) {
        return keyedHash.of(salt + "." + cookie);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
