package services.auth.token;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an access token does when it is used. */
public enum Flavour {

    /** Every successful validation starts its idle timer again; unused for too long, it is dead. */
    SLIDING,

    /** It lives to its {@code exp}, used or not. */
    FIXED,

    /** The first successful validation is its last. */
    SINGLE_USE;

    /** As it stands in tokens, settings and tables. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Flavour> find(String wireName) {
        return Stream.of(values())
                .filter(flavour -> flavour.wireName().equals(wireName))
                .findFirst();
    }
}
