package services.auth.page;

import java.time.Duration;
import java.util.List;

/**
 * Something that a page says, in whichever language.
 *
 * @param key of the text, see {@link Texts}
 * @param values what stands for {0}, {1} and so on in it
 */
public record Message(String key, List<String> values) {

    public static Message of(String key, String... values) {
        return new Message(key, List.of(values));
    }

    /** That something was tried too often, and when it may be tried again. */
    public static Message tooManyTries(Duration wait) {
        long seconds = wholeSeconds(wait);
        return seconds < 60
                ? of("error.throttled.seconds", Long.toString(seconds))
                : of("error.throttled.minutes", Long.toString((seconds + 59) / 60));
    }

    /** As {@code Retry-After} has it (RFC 9110 section 10.2.3). */
    public static String seconds(Duration wait) {
        return Long.toString(wholeSeconds(wait));
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
