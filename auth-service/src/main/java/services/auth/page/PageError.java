package services.auth.page;

import java.util.Locale;
import java.util.stream.Stream;

import io.micronaut.http.HttpStatus;

/** What a page can tell that went wrong. */
public enum PageError {
    /** A form came from no page of this service, or from one that is too old. */
    FORM_EXPIRED(HttpStatus.FORBIDDEN),
    /** An authorization request names no client, or one that there is not. */
    CLIENT_UNKNOWN(HttpStatus.BAD_REQUEST),
    /** An authorization request would send the browser where its client has not registered (RFC 6749 section 4.1.2.1). */
    REDIRECT_URI_WRONG(HttpStatus.BAD_REQUEST),
    /** An authorization request cannot be read, and nobody can be told but the browser. */
    AUTHORIZATION_REQUEST_WRONG(HttpStatus.BAD_REQUEST),
    /** What the browser comes back to has been waited for too long. */
    AUTHORIZATION_REQUEST_EXPIRED(HttpStatus.BAD_REQUEST),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    PageError(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** As it stands in the names of texts. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an answer of that status tells people. */
    static PageError of(HttpStatus status) {
        return Stream.of(FORBIDDEN, NOT_FOUND, TOO_MANY_REQUESTS, UNAVAILABLE)
                .filter(error -> error.status == status)
                .findFirst()
                .orElse(status.getCode() < 500 ? BAD_REQUEST : INTERNAL);
    }
}
