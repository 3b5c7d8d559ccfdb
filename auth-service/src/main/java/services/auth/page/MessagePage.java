package services.auth.page;

import java.util.Locale;

/** Tells that something is done, and asks for nothing. */
public record MessagePage(Done done) implements PageModel {

    /** What is done. */
    public enum Done {
        SIGNED_OUT,
        DEVICE_ALLOWED,
        DEVICE_DENIED;

        /** As it stands in the names of texts. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
