package services.resource.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts the JSON text of {@code content} out of the body {@code {"content": <any JSON>}}.
 *
 * <p>The text is checked and never converted: a converted 1e400 would be infinite, and a converted
 * 12345678901234567890.123456789 would be another number.
 */
final class ContentReader {

    static final int MAX_CONTENT_BYTES = 64 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // a reader of the content may recurse: deeper nesting than this is an attack on its stack
                    .maxNestingDepth(200)
                    .maxNumberLength(MAX_CONTENT_BYTES)
                    .maxNameLength(MAX_CONTENT_BYTES)
                    .build())
            .build();

    private ContentReader() {}

    /** @throws ProblemException when the body is not JSON, has no content, or has too much of it */
    static String read(byte[] body) {
        String content = contentOf(decode(body));
        if (content.getBytes(StandardCharsets.UTF_8).length > MAX_CONTENT_BYTES) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE);
        }
        return content;
    }

    private static char[] decode(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            char[] characters = new char[text.remaining()];
            text.get(characters);
            return characters;
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemCode.INVALID_JSON);
        }
    }

    private static String contentOf(char[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw contentMissing(parser);
            }
            String content = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isContent = parser.currentName().equals("content");
                parser.nextToken();
                String value = valueText(parser, body);
                if (isContent && content != null) {
                    throw new ProblemException(ProblemCode.INVALID_REQUEST, "content stands in the body twice.");
                }
                content = isContent ? value : content;
            }
            requireEnd(parser);
            if (content == null) {
                throw contentMissing(parser);
            }
            return content;
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.INVALID_JSON);
        }
    }

    private static String valueText(JsonParser parser, char[] body) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new String(body, start, end - start);
    }

    private static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new ProblemException(ProblemCode.INVALID_JSON);
        }
    }

    private static ProblemException contentMissing(JsonParser parser) {
        // the rest of the body is read first: what is not JSON at all is told as such
        while (parser.nextToken() != null) {
            continue;
        }
        return new ProblemException(ProblemCode.INVALID_REQUEST, "The body is an object with the member content.");
    }
}
