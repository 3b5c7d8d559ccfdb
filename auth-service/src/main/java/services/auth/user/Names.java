package services.auth.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How usernames, e-mail addresses and passwords are read, so that what looks the same is the same. */
public final class Names {

    /** Letters, digits, dots, dashes and underscores: never an at sign, so that it is no e-mail address. */
    public static final String USERNAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._-]{2,63}";

    /** What a refusal says of a username that is none. */
    public static final String USERNAME_MESSAGE =
            "must be 3 to 64 letters, digits, dots, dashes or underscores and begin with a letter or digit";

    /** Beside {@code @Email} and at most 254 characters (RFC 5321 section 4.5.3.1.3). */
    public static final String EMAIL = "[^\\p{Cntrl}\\s]+@[^\\p{Cntrl}\\s]+";

    /** What a refusal says of an e-mail address that is none. */
    public static final String EMAIL_MESSAGE = "must be an e-mail address";

    /** A language tag (RFC 5646) as people use them. */
    public static final String LOCALE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Names() {}

    /** The form in which usernames and e-mail addresses are compared. */
    public static String key(String name) {
        return normalized(name).toLowerCase(Locale.ROOT);
    }

    /** NFKC, so that a password typed on another keyboard is the same (NIST SP 800-63B-4 section 3.1.1.2). */
    public static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Whether it holds a character that no name has and that PostgreSQL's text cannot hold. */
    public static boolean hasControlCharacter(String text) {
        return CONTROL.matcher(text).find();
    }
}
