package services.benchmarks.load.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerReaderTest {

    private static final String SIZED = "HTTP/1.1 200 OK\r\ndate: now\r\ncontent-LENGTH: 7\r\n\r\n{\"a\":1}";
    private static final String CHUNKED =
            "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3;x=1\r\n:1}\r\n0\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    @Test
    void bodyIsAsLongAsTheHeadersSay() {
        assertThat(read(SIZED)).isEqualTo("200 {\"a\":1}");
    }

    @Test
    void chunksAreJoined() {
        assertThat(read(CHUNKED)).isEqualTo("503 {\"a\":1}");
    }

    @Test
    void answerWithoutBodyEndsWithItsHeaders() {
        assertThat(read(EMPTY)).isEqualTo("204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {SIZED, CHUNKED, EMPTY})
    void partOfAnAnswerIsNone(String answer) {
        for (int length = 0; length < answer.length(); length++) {
            assertThat(read(answer.substring(0, length))).as("%d bytes", length).isNull();
        }
    }

    private static @Nullable String read(String received) {
        ByteBuf bytes = Unpooled.copiedBuffer(received, StandardCharsets.US_ASCII);
        AnswerReader.Answer answer = AnswerReader.read(bytes);
        return answer == null ? null : answer.status() + " " + answer.body().toString(StandardCharsets.US_ASCII);
    }
}
