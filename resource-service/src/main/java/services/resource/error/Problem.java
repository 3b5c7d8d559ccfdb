package services.resource.error;

import java.time.Duration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/** Problem details (RFC 9457 §3.1) with a {@code code} that programs can rely on. */
@Serdeable
public record Problem(String type, String title, int status, String code, String detail) {

    public static Problem of(ProblemCode code) {
        return of(code, code.detail());
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code, code.status(), detail);
    }

    static Problem of(ProblemCode code, HttpStatus status, String detail) {
        return new Problem("about:blank", status.getReason(), status.getCode(), code.text(), detail);
    }

    /** 503 with the time after which another try makes sense, in whole seconds and at least one. */
    public static MutableHttpResponse<Problem> unavailable(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return of(ProblemCode.TEMPORARILY_UNAVAILABLE)
                .response()
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    public MutableHttpResponse<Problem> response() {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(this);
    }
}
