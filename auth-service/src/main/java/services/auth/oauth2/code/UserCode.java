package services.auth.oauth2.code;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user types in to name a device (RFC 8628 section 6.1): eight consonants, so that it spells no word and no letter is taken for a
 * digit.
 *
 * @param value without the dash
 */
public record UserCode(String value) {

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int HALF = LENGTH / 2;
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Z]");

    static UserCode random(SecureRandom random) {
        StringBuilder value = new StringBuilder();
        random.ints(LENGTH, 0, LETTERS.length()).mapToObj(LETTERS::charAt).forEach(value::append);
        return new UserCode(value.toString());
    }

    /** Reads what a user typed: small letters, dashes and spaces make no difference. */
    public static Optional<UserCode> parse(String typed) {
        String value = NO_LETTER.matcher(typed.toUpperCase(Locale.ROOT)).replaceAll("");
        return value.length() == LENGTH && value.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0)
                ? Optional.of(new UserCode(value))
                : Optional.empty();
    }

    /** As it is shown to users. */
    @Override
    public String toString() {
        return value.substring(0, HALF) + "-" + value.substring(HALF);
    }
}
