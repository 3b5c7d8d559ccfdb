package services.resource.data;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;

/** Refuses a body that is not said to be JSON: the server itself lets pass what has no media type at all. */
@ServerFilter(
        patterns = "/data/**",
        methods = {HttpMethod.POST, HttpMethod.PUT})
@Order(JsonBodyFilter.BEHIND_THE_BEARER_CHAIN)
class JsonBodyFilter {

    static final int BEHIND_THE_BEARER_CHAIN = 100;

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getContentType().isEmpty()) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
