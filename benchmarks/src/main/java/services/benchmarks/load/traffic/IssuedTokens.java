package services.benchmarks.load.traffic;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The tokens in an answer of {@code /login} or {@code /refresh}. */
record IssuedTokens(String accessToken, String refreshToken) {

    private static final String ACCESS = "\"token\":\"";
    private static final String REFRESH = "\"refresh_token\":\"";

    /** Nothing where one of them is missing. */
    static @Nullable IssuedTokens in(ByteBuf body) {
        String text = body.toString(StandardCharsets.UTF_8);
        String access = member(text, ACCESS);
        String refresh = member(text, REFRESH);
        return access == null || refresh == null ? null : new IssuedTokens(access, refresh);
    }

    // a JSON parser would cost more than the rest of the generator; neither token has an escape in it
    private static @Nullable String member(String text, String name) {
        int start = text.indexOf(name);
        int end = start < 0 ? -1 : text.indexOf('"', start + name.length());
        return end < 0 ? null : text.substring(start + name.length(), end);
    }
}
