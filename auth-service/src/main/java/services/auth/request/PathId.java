package services.auth.request;

import java.util.UUID;
import java.util.function.Supplier;

import services.auth.error.ProblemException;

/** The id in a path. What is no id names nothing, so that it is answered like an id that nobody has. */
public final class PathId {

    private PathId() {}

    public static UUID parse(String text, Supplier<ProblemException> unknown) {
        try {
            UUID id = UUID.fromString(text);
            // UUID.fromString also takes short forms such as 1-1-1-1-1
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw unknown.get();
    }
}
