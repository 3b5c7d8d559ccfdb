package services.auth.page;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Good news of the page before, shown at the top of the next one. */
public enum Notice {
    EMAIL_CONFIRMED,
    PASSWORD_RESET,
    SESSION_ENDED,
    ACCESS_WITHDRAWN;

    /** As it stands in links and in the names of texts. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Notice> find(@Nullable String wireName) {
        return Stream.of(values())
                .filter(notice -> notice.wireName().equals(wireName))
                .findFirst();
    }
}
