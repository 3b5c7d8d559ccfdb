package services.auth.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.micronaut.http.codec.CodecException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * One JSON text in UTF-8 and nothing else (RFC 8259 sections 2, 4 and 8.1). The library would pass over what follows the text, take the last
 * of two members of one name, and guess at other encodings: whatever stands in front of this service might understand such a body
 * differently.
 */
final class StrictJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private StrictJson() {}

    /** At the first token. */
    static JsonParser parser(byte[] body) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.remaining());
        parser.nextToken();
        return parser;
    }

    /** @throws CodecException when something follows the JSON text */
    static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new CodecException("Something follows the JSON text");
        }
    }
}
