package services.auth.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.web.router.RouteAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every route that {@link AnswersHtml}: takes forms from pages of this service alone, and turns whatever else is answered
 * there for people into a page.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class PageFilter {

    private static final Logger LOG = LoggerFactory.getLogger(PageFilter.class);

    private final SameOrigin sameOrigin;
    private final FormTokens formTokens;
    private final ErrorPages errorPages;

    PageFilter(SameOrigin sameOrigin, FormTokens formTokens, ErrorPages errorPages) {
        this.sameOrigin = sameOrigin;
        this.formTokens = formTokens;
        this.errorPages = errorPages;
    }

    /**
     * Refuses forms that another site had a browser send (cross-site request forgery).
     *
     * @return the request when it may go on
     */
    @RequestFilter
    CompletableFuture<HttpRequest<?>> check(HttpRequest<?> request) {
        return answersHtml(request)
                        && !takesFormsFromElsewhere(request)
                        && request.getMethod() == HttpMethod.POST
                        && request instanceof ServerHttpRequest<?> server
                ? checkForm(request, server)
                : CompletableFuture.completedFuture(request);
    }

    private CompletableFuture<HttpRequest<?>> checkForm(HttpRequest<?> request, ServerHttpRequest<?> server) {
        if (!sameOrigin.isBehind(request)) {
            return CompletableFuture.failedFuture(refused(request));
        }
        return server.byteBody()
                .split(SplitBackpressureMode.FASTEST)
                .buffer()
                .thenApply(body -> withForm(request, body));
    }

    private HttpRequest<?> withForm(HttpRequest<?> request, CloseableAvailableByteBody body) {
        Form form;
        try (body) {
            form = Form.parse(body.toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new FormRefusedException(PageError.BAD_REQUEST);
        }
        if (!formTokens.isGood(formTokens.cookie(request), form.secret(FormTokens.FIELD))) {
            throw refused(request);
        }
        form.keepIn(request);
        return request;
    }

    private static FormRefusedException refused(HttpRequest<?> request) {
        LOG.info("{} {} refused: the form is from no page of this service", request.getMethod(), request.getPath());
        return new FormRefusedException(PageError.FORM_EXPIRED);
    }

    /** What handlers of errors have written for programs is written anew for people. */
    @ResponseFilter
    @Nullable
    MutableHttpResponse<?> show(HttpRequest<?> request, MutableHttpResponse<?> response) {
        boolean isPage = response.getContentType()
                .filter(type -> type.getName().equals(MediaType.TEXT_HTML))
                .isPresent();
        if (!answersHtml(request) || response.code() < 400 || isPage) {
            return null;
        }
        Visit visit = Visit.of(request);
        String retryAfter = response.getHeaders().get(HttpHeaders.RETRY_AFTER);
        return retryAfter != null
                        && response.code()
                                == PageError.TOO_MANY_REQUESTS.status().getCode()
                ? errorPages.tooManyRequests(visit, Duration.ofSeconds(Long.parseLong(retryAfter)))
                : errorPages.show(visit, PageError.of(response.status()));
    }

    private static boolean takesFormsFromElsewhere(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route ->
                        route.getAnnotationMetadata().booleanValue(AnswersHtml.class, "takesFormsFromElsewhere"))
                .orElse(false);
    }

    private static boolean answersHtml(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(AnswersHtml.class))
                .isPresent();
    }
}
