package services.auth.password;

import java.util.List;
import java.util.stream.Stream;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.user.Names;

/**
 * Which passwords are taken: 8 to 128 characters of any kind, none of the common and breached ones, nothing of the user's own
 * name. There are no rules of composition.
 */
@Singleton
public class PasswordPolicy {

    /** What a request may hold at all; NFKC may make several characters of one. */
    public static final int MAX_LENGTH = 128;

    private static final int MIN_LENGTH = 8;

    /** Longer ones are not looked at in whole: the estimate takes the square of the length, and they are good. */
    private static final int MAX_ESTIMATED = 48;

    private final Zxcvbn estimator = new Zxcvbn();
    private final CommonPasswords common;
    private final BreachedPasswords breached;

    PasswordPolicy(CommonPasswords common, BreachedPasswords breached) {
        this.common = common;
        this.breached = breached;
    }

    /**
     * Demands that a password is good.
     *
     * @param own the user's username and e-mail address
     * @return its strength from 0 to 4
     * @throws ProblemException 400 that says why it is not, and what would be better
     */
    public int require(String password, String... own) {
        String normalized = Names.normalized(password);
        int length = normalized.codePointCount(0, normalized.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw refused("password_length", "A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        Strength strength = estimate(normalized, own);
        if (common.contains(normalized)) {
            throw refused("password_common", "Many use this password, and it is tried first." + advice(strength));
        }
        if (Stream.of(own).map(Names::key).anyMatch(name -> isAboutTheUser(Names.key(normalized), name))) {
            throw refused("password_about_user", "The password must not be the username or e-mail address.");
        }
        if (breached.contains(normalized)) {
            throw refused("password_breached", "This password is in a list of stolen ones." + advice(strength));
        }
        return strength.getScore();
    }

    private static boolean isAboutTheUser(String password, String name) {
        return password.equals(name) || password.equals(name.split("@", 2)[0]);
    }

    private Strength estimate(String password, String... own) {
        String start = password.length() <= MAX_ESTIMATED ? password : password.substring(0, MAX_ESTIMATED);
        return estimator.measure(start, List.of(own));
    }

    private static String advice(Strength strength) {
        String suggestions = String.join(" ", strength.getFeedback().getSuggestions());
        return suggestions.isEmpty() ? "" : " " + suggestions;
    }

    private static ProblemException refused(String code, String detail) {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, code, detail));
    }
}
