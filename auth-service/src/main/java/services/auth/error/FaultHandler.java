package services.auth.error;

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever no other handler knows: 503 when a backing service failed, 400 when nobody knows the charset of a body, else 500. Logged here,
 * once.
 */
@Singleton
@Produces("application/problem+json")
final class FaultHandler implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

    private final OutageLog outageLog;

    FaultHandler(OutageLog outageLog) {
        this.outageLog = outageLog;
    }

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, RuntimeException failure) {
        if (Outage.isBehind(failure)) {
            outageLog.tell(request.getMethod() + " " + request.getPath(), failure);
            return Problem.unavailable().toResponse();
        }
        if (failure instanceof UnsupportedCharsetException || failure instanceof IllegalCharsetNameException) {
            return Problem.of(
                            HttpStatus.BAD_REQUEST, "invalid_request", "The charset of the body is none that is known.")
                    .toResponse();
        }
        LOG.error("{} {} answered 500", request.getMethod(), request.getPath(), failure);
        return Problem.internalError().toResponse();
    }
}
