package services.auth.error;

import java.time.Duration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An error as the client sees it (RFC 9457 section 3.1).
 *
 * @param type always {@code about:blank}: {@code title} is the phrase of the status
 * @param title the phrase of the status
 * @param status the HTTP status
 * @param code what programs may branch on; never changes
 * @param detail what people read
 */
@Serdeable
public record Problem(String type, String title, int status, String code, String detail) {

    /** The media type of a problem. */
    public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem("about:blank", status.getReason(), status.getCode(), code, detail);
    }

    public static Problem invalidRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, "invalid_request", detail);
    }

    public static Problem unavailable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                "The service cannot answer now. Try again in a moment.");
    }

    /** The answer to whoever tried too often: 429 (RFC 6585 section 4), and in how many seconds to come back. */
    public static MutableHttpResponse<Problem> tooManyRequests(Duration retryAfter) {
        return of(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests", "Too many attempts. Try again later.")
                .toResponse()
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds(retryAfter)));
    }

    static long retryAfterSeconds(Duration retryAfter) {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }

    static Problem internalError() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "The service failed. It is not your request.");
    }

    /** The answer that carries this problem. A 503 says when to come back, a 401 how to prove oneself. */
    public MutableHttpResponse<Problem> toResponse() {
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(this);
        if (status == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        if (status == HttpStatus.UNAUTHORIZED.getCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge());
        }
        return response;
    }

    // RFC 6750 section 3: no error code for a request that brought no token
    private String challenge() {
        String realm = "Bearer realm=\"auth-service\"";
        return code.equals("invalid_token") ? realm + ", error=\"invalid_token\"" : realm;
    }
}
