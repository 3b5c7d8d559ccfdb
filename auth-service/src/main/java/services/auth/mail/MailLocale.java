package services.auth.mail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A language in which mails are written. */
public enum MailLocale {
    EN,
    RU;

    private static final MailLocale DEFAULT = EN;

    /** Nobody needs a longer header, and reading it takes the square of its length. */
    private static final int MAX_LENGTH = 1000;

    /**
     * The account's own, else the best that the request names, else English.
     *
     * @param accountLocale a language tag (RFC 5646), or nothing
     * @param acceptLanguage the header of RFC 9110 section 12.5.4, or nothing
     */
    public static MailLocale choose(@Nullable String accountLocale, @Nullable String acceptLanguage) {
        return Stream.of(lookup(accountLocale), lookup(acceptLanguage))
                .flatMap(List::stream)
                .findFirst()
                .orElse(DEFAULT);
    }

    /** As it stands in tables, file names and the language attribute of HTML. */
    public String language() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailLocale of(String language) {
        return valueOf(language.toUpperCase(Locale.ROOT));
    }

    Locale locale() {
        return Locale.of(language());
    }

    /** At most one. A language tag is a list of language ranges too, of one. */
    private static List<MailLocale> lookup(@Nullable String ranges) {
        if (ranges == null || ranges.isBlank() || ranges.length() > MAX_LENGTH) {
            return List.of();
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(ranges),
                    Stream.of(values()).map(MailLocale::locale).toList());
            return best == null ? List.of() : List.of(of(best.getLanguage()));
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
