package services.auth.oauth2.message;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;

/** Reads what anybody may send: whatever the parsers throw at something so strange that they did not expect it, it is malformed. */
public final class Reading {

    private Reading() {}

    /** Of the SDK. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse() throws ParseException;
    }

    public static <T> T of(Parser<T> parser) throws ParseException {
        try {
            return parser.parse();
        } catch (RuntimeException unexpected) {
            throw new ParseException("It cannot be read: " + unexpected, OAuth2Error.INVALID_REQUEST, unexpected);
        }
    }
}
