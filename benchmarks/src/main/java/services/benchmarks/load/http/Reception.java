package services.benchmarks.load.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Who is told an answer, and tells whether it is the right one. */
@FunctionalInterface
public interface Reception {

    int OK = 200;

    /** Whether the answer is as it should be; the body is gone when this returns. */
    boolean isRight(int status, ByteBuf body);

    /** Right is 200 with a body that begins so. */
    static Reception beginning(String expected) {
        byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
        return (status, body) -> status == OK && begins(body, bytes);
    }

    /** Right is 200 with a body in which that is. */
    static Reception containing(String expected) {
        ByteBuf wanted = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(expected.getBytes(StandardCharsets.UTF_8)));
        return (status, body) -> status == OK && ByteBufUtil.indexOf(wanted, body) >= 0;
    }

    private static boolean begins(ByteBuf body, byte[] expected) {
        if (body.readableBytes() < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (body.getByte(body.readerIndex() + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
