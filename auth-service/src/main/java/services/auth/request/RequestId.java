package services.auth.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import io.micronaut.http.HttpRequest;

/** What a request is called in logs and in the audit log: what the client or a proxy calls it, or else a name of its own. */
public final class RequestId {

    /** The header that brings it and returns it. */
    public static final String HEADER = "X-Request-ID";

    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._=+/-]{1,64}");
    private static final String ATTRIBUTE = "services.auth.request-id";

    private RequestId() {}

    /** Of the request; the same each time. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String brought = request.getHeaders().get(HEADER);
            String id = brought != null && USABLE.matcher(brought).matches() ? brought : made();
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    private static String made() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
