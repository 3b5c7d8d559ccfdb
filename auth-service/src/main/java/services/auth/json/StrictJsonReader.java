package services.auth.json;

import java.io.IOException;
import java.io.InputStream;

import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads bodies of {@link StrictJson}. */
abstract class StrictJsonReader<T> implements MessageBodyReader<T> {

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream in) {
        try (in) {
            return readStrictly(type, in.readAllBytes());
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, ByteBuffer<?> body) {
        T value = readStrictly(type, body.toByteArray());
        if (body instanceof ReferenceCounted counted) {
            counted.release();
        }
        return value;
    }

    private @Nullable T readStrictly(Argument<T> type, byte[] body) {
        try {
            return read(type, body);
        } catch (IOException | JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private static CodecException malformed(Exception cause) {
        return new CodecException("The body is not JSON, or not of the form that is wanted", cause);
    }

    /** @return null for a body that says null */
    abstract @Nullable T read(Argument<T> type, byte[] body) throws IOException;
}
