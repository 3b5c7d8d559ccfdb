package services.auth.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;
import services.auth.token.Secrets;

/**
 * What a browser is given at a login so that it is known at the next one: the cookie {@code device}, with an entry for each of
 * the last users who logged in there. An entry names its user, a random device id and its end, and carries a keyed hash of
 * these. It opens nothing; it only keeps the guesses of others from delaying its user.
 */
@Singleton
class DeviceCookies {

    static final String NAME = "device";

    private static final int MAX_ENTRIES = 5;
    private static final int MAX_LENGTH = 1024;
    private static final int ID_BYTES = 16;
    private static final String SEPARATOR = "~";
    private static final Pattern ENTRY =
            Pattern.compile("(([0-9a-f-]{36})\\.([A-Za-z0-9_-]{22})\\.([0-9]{1,12}))\\.([A-Za-z0-9_-]{43})");

    private final KeyedHash keyedHash;
    private final SecureRandom random;
    private final Clock clock;
    private final LoginThrottlingConfiguration configuration;
    private final boolean secure;

    DeviceCookies(
            KeyedHashes keyedHashes,
            SecureRandom random,
            Clock clock,
            LoginThrottlingConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.tls.enabled}") boolean tls) {
        this.keyedHash = keyedHashes.forPurpose("device cookie");
        this.random = random;
        this.clock = clock;
        this.configuration = configuration;
        this.secure = tls || issuer.startsWith("https:");
    }

    /** @param text as it stands in the cookie */
    private record Entry(UUID user, String device, String text) {}

    /** The device's id for each user who logged in there. */
    Map<UUID, String> read(@Nullable String cookie) {
        return entries(cookie).collect(Collectors.toMap(Entry::user, Entry::device, (first, second) -> first));
    }

    /** The cookie of a device on which the user has just logged in: a new id for that user, and the other users as before. */
    Cookie renew(@Nullable String cookie, UUID user) {
        Stream<String> others = entries(cookie)
                .filter(entry -> !entry.user().equals(user))
                .map(Entry::text)
                .limit(MAX_ENTRIES - 1);
        List<String> all = Stream.concat(Stream.of(create(user)), others).toList();
        return Cookie.of(NAME, String.join(SEPARATOR, all))
                .httpOnly()
                .secure(secure)
                .sameSite(SameSite.Strict)
                // for /login and /signin
                .path("/")
                .maxAge(configuration.knownDevice());
    }

    private String create(UUID user) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String device = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Instant end = clock.instant().plus(configuration.knownDevice());
        String entry = user + "." + device + "." + end.getEpochSecond();
        return entry + "." + keyedHash.of(entry);
    }

    /** The entries that were made here and have not expired; whatever else stands in the cookie is ignored. */
    private Stream<Entry> entries(@Nullable String cookie) {
        if (cookie == null || cookie.length() > MAX_LENGTH) {
            return Stream.empty();
        }
        return Stream.of(cookie.split(SEPARATOR, MAX_ENTRIES + 1))
                .limit(MAX_ENTRIES)
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .filter(entry -> Secrets.areEqual(keyedHash.of(entry.group(1)), entry.group(5)))
                .filter(entry -> clock.instant().getEpochSecond() < Long.parseLong(entry.group(4)))
                .map(entry -> new Entry(UUID.fromString(entry.group(2)), entry.group(3), entry.group()));
    }
}
