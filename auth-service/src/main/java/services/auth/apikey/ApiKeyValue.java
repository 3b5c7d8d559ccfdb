package services.auth.apikey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import services.auth.token.Secrets;

/**
 * An API key as its bearer holds it: {@code ask_}, 22 characters that name it, 43 that are its secret, and 8 of a checksum.
 * Prefix and checksum are for scanners, which find leaked keys by them without asking anybody; they prove nothing.
 */
final class ApiKeyValue {

    static final String PREFIX = "ask_";

    // id and secret in base64url, CRC-32 of everything before it in hexadecimal
    private static final Pattern FORM = Pattern.compile("(ask_([\\w-]{22})[\\w-]{43})([0-9a-f]{8})");

    private static final int SHOWN = PREFIX.length() + 8;

    private final UUID id;
    private final String value;

    private ApiKeyValue(UUID id, String value) {
        this.id = id;
        this.value = value;
    }

    /** @param secret see {@link Secrets#generate} */
    static ApiKeyValue of(UUID id, String secret) {
        String checked = PREFIX + encode(id) + secret;
        return new ApiKeyValue(id, checked + checksum(checked));
    }

    /** Reads a presented key; nothing when it cannot be one. */
    static Optional<ApiKeyValue> parse(String value) {
        Matcher form = FORM.matcher(value);
        return form.matches() && form.group(3).equals(checksum(form.group(1)))
                ? Optional.of(new ApiKeyValue(decode(form.group(2)), value))
                : Optional.empty();
    }

    /** How the value of the key of this id begins. */
    static String start(UUID id) {
        return (PREFIX + encode(id)).substring(0, SHOWN);
    }

    UUID id() {
        return id;
    }

    /** What the bearer presents: for its user, once. */
    String value() {
        return value;
    }

    /** By which it is known again. */
    String hash() {
        return Secrets.hash(value);
    }

    private static String encode(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID decode(String id) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Override
    public String toString() {
        return "ApiKeyValue[" + id + "]";
    }
}
