package services.auth.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads a JSON body that is one JSON text in UTF-8 and nothing else (RFC 8259 sections 2, 4 and 8.1). The library would
 * pass over what follows the text, take the last of two members of one name, and guess at other encodings: whatever stands
 * in front of this service might understand such a body differently.
 */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Order(StrictJsonHandler.BEFORE_THE_LIBRARY)
final class StrictJsonHandler<T> implements MessageBodyReader<T> {

    static final int BEFORE_THE_LIBRARY = -100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private final JsonMapper mapper;

    StrictJsonHandler(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    @SuppressWarnings("NullAway") // the library takes null for a body that says null
    public T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream in) {
        try (in) {
            return read(type, in.readAllBytes());
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, ByteBuffer<?> body) {
        T value = read(type, body.toByteArray());
        if (body instanceof ReferenceCounted counted) {
            counted.release();
        }
        return value;
    }

    @SuppressWarnings("NullAway") // as above
    private T read(Argument<T> type, byte[] body) {
        try {
            requireOneText(body);
            return mapper.readValue(body, type);
        } catch (IOException | JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private static CodecException malformed(Exception cause) {
        return new CodecException("The body is not JSON, or not of the form that is wanted", cause);
    }

    private static void requireOneText(byte[] body) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(body));
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.remaining())) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new CodecException("Something follows the JSON text");
            }
        }
    }
}
