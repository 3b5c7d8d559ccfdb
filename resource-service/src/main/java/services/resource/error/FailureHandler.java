package services.resource.error;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what no other handler knows: 503 where the database cannot answer, 500 for a fault of this code. */
@Singleton
@Produces
@SuppressWarnings("rawtypes")
final class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Throwable failure) {
        String call = request.getMethodName() + " " + request.getUri().getRawPath();
        if (failure instanceof ClosedChannelException) {
            LOG.debug("{}: the caller hung up", call);
        } else if (DatabaseOutage.isBehind(failure)) {
            LOG.warn("{} answered 503: {}", call, DatabaseOutage.describe(failure));
            return Problem.unavailable(RETRY_AFTER);
        } else {
            LOG.error("{} answered 500", call, failure);
        }
        return Problem.of(ProblemCode.INTERNAL_ERROR).response();
    }
}
