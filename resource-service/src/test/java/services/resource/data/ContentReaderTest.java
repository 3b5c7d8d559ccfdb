package services.resource.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ContentReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-0.0",
                "1e400",
                "12345678901234567890.123456789",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\\"}{\"",
                "\"ü 😀\"",
                "[]",
                "{}",
                "{\"a\":1,\"a\":2}",
                "[1, [2, {\"x\" : [ ]}] ]",
                "{ \"content\" : 7 }"
            })
    void contentIsTheVeryTextThatWasSent(String content) {
        assertThat(read("{\"content\":" + content + "}")).isEqualTo(content);
        assertThat(read(" {\"other\": [1,{}], \"content\" :\t" + content + "\n , \"more\":null } "))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"content\"}",
                "{\"content\":}",
                "{\"content\":1",
                "{\"content\":1,}",
                "{\"content\":01}",
                "{\"content\":+1}",
                "{\"content\":.5}",
                "{\"content\":NaN}",
                "{\"content\":'x'}",
                "{content:1}",
                "{\"content\":1}x",
                "{\"content\":1}{}",
                "{\"content\":\"\\x\"}",
                "{\"content\":\"\n\"}",
                "{\"content\":\"\u0000\"}",
                "[1",
                "nul",
                "{\"content\":[1,2}",
                "{\"content\":tru}",
                "// x\n{\"content\":1}",
                "\uFEFF{\"content\":1}"
            })
    void whatIsNoJsonIsRefused(String body) {
        boolean isEmpty = body.isBlank();
        assertThat(refusal(body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(isEmpty ? ProblemCode.INVALID_REQUEST : ProblemCode.INVALID_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", "null", "\"content\"", "{\"Content\":1}", "[{\"content\":1}]"})
    void bodyWithoutContentIsRefused(String body) {
        assertThat(refusal(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(ProblemCode.INVALID_REQUEST);
    }

    @Test
    void contentThatStandsThereTwiceIsRefused() {
        assertThat(refusal("{\"content\":1,\"content\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ProblemCode.INVALID_REQUEST);
    }

    @Test
    void nestingBombIsRefused() {
        String bomb = "{\"content\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(refusal(bomb.getBytes(StandardCharsets.UTF_8))).isEqualTo(ProblemCode.INVALID_JSON);
        assertThat(read("{\"content\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .hasSize(200);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (byte[] bytes : new byte[][] {{(byte) 0xC3}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xFF}}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("{\"content\":\"".getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(refusal(body.toByteArray())).isEqualTo(ProblemCode.INVALID_JSON);
        }
        assertThat(refusal("{\"content\":1}".getBytes(StandardCharsets.UTF_16))).isEqualTo(ProblemCode.INVALID_JSON);
    }

    @Test
    void contentMayHaveSixtyFourKibibytesAndNoByteMore() {
        String largest = "\"" + "a".repeat(ContentReader.MAX_CONTENT_BYTES - 2) + "\"";
        assertThat(read("{\"content\":" + largest + "}")).isEqualTo(largest);
        // the limit counts bytes: this text has as many characters and one byte more
        String tooLarge = "\"" + "a".repeat(ContentReader.MAX_CONTENT_BYTES - 3) + "ü\"";
        assertThat(refusal(("{\"content\":" + tooLarge + "}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
        String longNumber = "9".repeat(60_000);
        assertThat(read("{\"content\":" + longNumber + "}")).isEqualTo(longNumber);
    }

    private static String read(String body) {
        return ContentReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemCode refusal(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> ContentReader.read(body))
                .code();
    }
}
