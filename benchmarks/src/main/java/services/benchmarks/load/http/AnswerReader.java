package services.benchmarks.load.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTP/1.1 answer (RFC 9112) out of what a connection has received: the status and the body, and of the headers only those that
 * tell where the body ends.
 */
final class AnswerReader {

    record Answer(int status, ByteBuf body) {}

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int CASE = 0x20;

    private AnswerReader() {}

    /** The answer at the beginning of what was received; nothing while its end is missing. The body is a view where it can be. */
    static @Nullable Answer read(ByteBuf received) {
        int begin = received.readerIndex();
        int end = received.writerIndex();
        int bodyLength = 0;
        boolean chunked = false;
        int lineStart = begin;
        while (true) {
            int lineEnd = received.indexOf(lineStart, end, (byte) '\n');
            if (lineEnd < 0) {
                return null;
            }
            if (lineEnd - lineStart <= 1) {
                return body(received, begin, lineEnd + 1, chunked ? -1 : bodyLength);
            }
            if (startsWith(received, lineStart, lineEnd, CONTENT_LENGTH)) {
                bodyLength = number(received, lineStart + CONTENT_LENGTH.length, lineEnd, 10);
            } else if (startsWith(received, lineStart, lineEnd, TRANSFER_ENCODING)) {
                chunked = true;
            }
            lineStart = lineEnd + 1;
        }
    }

    private static @Nullable Answer body(ByteBuf received, int begin, int bodyStart, int length) {
        int status = number(received, begin + STATUS_AT, begin + STATUS_AT + 3, 10);
        if (length < 0) {
            return chunks(received, bodyStart, status);
        }
        return received.writerIndex() - bodyStart < length
                ? null
                : new Answer(status, received.slice(bodyStart, length));
    }

    /** RFC 9112 section 7.1. */
    private static @Nullable Answer chunks(ByteBuf received, int bodyStart, int status) {
        ByteBuf body = Unpooled.buffer();
        int chunkStart = bodyStart;
        while (true) {
            int sizeEnd = received.indexOf(chunkStart, received.writerIndex(), (byte) '\n');
            if (sizeEnd < 0) {
                return null;
            }
            int size = number(received, chunkStart, sizeEnd, 16);
            int next = sizeEnd + 1 + size + 2;
            if (received.writerIndex() < next) {
                return null;
            }
            if (size == 0) {
                return new Answer(status, body);
            }
            body.writeBytes(received, sizeEnd + 1, size);
            chunkStart = next;
        }
    }

    private static boolean startsWith(ByteBuf received, int from, int to, byte[] lowerCase) {
        if (to - from < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if ((received.getByte(from + i) | CASE) != (lowerCase[i] | CASE)) {
                return false;
            }
        }
        return true;
    }

    /** The digits between the two, whatever stands before and behind them. */
    private static int number(ByteBuf received, int from, int to, int radix) {
        int number = 0;
        boolean begun = false;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(received.getByte(i), radix);
            if (digit >= 0) {
                number = number * radix + digit;
                begun = true;
            } else if (begun) {
                break;
            }
        }
        return number;
    }
}
