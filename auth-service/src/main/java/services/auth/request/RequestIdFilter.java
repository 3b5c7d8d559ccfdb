package services.auth.request;

import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Puts the id of each request on its answer and on the log lines that tell of it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class RequestIdFilter {

    @RequestFilter
    void name(HttpRequest<?> request, MutablePropagatedContext context) {
        context.add(new RequestIdInLog(RequestId.of(request)));
    }

    @ResponseFilter
    void show(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header(RequestId.HEADER, RequestId.of(request));
    }
}
