package services.resource.error;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.http.HttpStatus;

/** The stable codes of problems, each with its status and what is told when there is nothing more exact to tell. */
public enum ProblemCode {
    INVALID_JSON(HttpStatus.BAD_REQUEST, "The body is not well-formed JSON in UTF-8."),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not one that this resource understands."),
    TOKEN_REQUIRED(HttpStatus.UNAUTHORIZED, "Send an access token as a bearer token, or an API key in X-API-KEY."),
    INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The access token or API key is not live."),
    INVALID_DPOP_PROOF(HttpStatus.UNAUTHORIZED, "This token needs one DPoP proof, made for this very request."),
    USE_DPOP_NONCE(HttpStatus.UNAUTHORIZED, "The DPoP proof needs the nonce of the header DPoP-Nonce."),
    INSUFFICIENT_SCOPE(
            HttpStatus.FORBIDDEN, "The access token or API key does not carry the scope that this request needs."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "This is not open to anybody."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This resource does not answer that method."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This resource speaks application/json."),
    PAYLOAD_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The content may have at most 64 KiB."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This resource reads application/json."),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It has been logged."),
    TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now. Try again in a moment.");

    private final HttpStatus status;
    private final String detail;

    ProblemCode(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** The code that tells most about a status that the HTTP server has chosen. */
    static ProblemCode of(HttpStatus status) {
        for (ProblemCode code : values()) {
            if (code.status == status && code != INVALID_JSON) {
                return code;
            }
        }
        return status.getCode() < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
    }

    public HttpStatus status() {
        return status;
    }

    String detail() {
        return detail;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
