package services.auth.json;

import java.io.IOException;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.exceptions.SerdeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an object of {@link StrictJson} member by member, for what is read so often that looking at it twice would cost too much. */
public abstract class MemberReader<T> extends StrictJsonReader<T> {

    /** Where such a reader stands among all: what it reads, it reads instead of them. */
    public static final int BEFORE_ALL_OTHERS = StrictJsonHandler.BEFORE_THE_LIBRARY - 1;

    @Override
    final @Nullable T read(Argument<T> type, byte[] body) throws IOException {
        try (JsonParser parser = StrictJson.parser(body)) {
            T value = isNull(parser) ? null : read(parser);
            StrictJson.requireEnd(parser);
            return value;
        }
    }

    /** Reads the object at which the parser is, to its end. */
    protected abstract T read(JsonParser parser) throws IOException;

    /** The name of the next member, at whose value the parser is then; null after the last one. */
    protected static @Nullable String nextMember(JsonParser parser) {
        String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    protected static void requireObject(JsonParser parser) throws IOException {
        require(JsonToken.START_OBJECT, parser, "must be an object");
    }

    protected static void requireArray(JsonParser parser) throws IOException {
        require(JsonToken.START_ARRAY, parser, "must be an array");
    }

    /** A string, or null. */
    protected static @Nullable String text(JsonParser parser) throws IOException {
        if (isNull(parser)) {
            return null;
        }
        require(JsonToken.VALUE_STRING, parser, "must be a string");
        return parser.getString();
    }

    protected static boolean isNull(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private static void require(JsonToken token, JsonParser parser, String message) throws IOException {
        if (parser.currentToken() != token) {
            throw new SerdeException(message);
        }
    }
}
