package services.resource.tokenvalidation;

import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.web.router.RouteAttributes;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends every request, on both listeners, through the chain. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BearerFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);

    private final BearerChain chain;

    BearerFilter(BearerChain chain) {
        this.chain = chain;
    }

    @RequestFilter
    Publisher<HttpResponse<?>> filter(
            HttpRequest<?> request, FilterContinuation<Publisher<HttpResponse<?>>> controller) {
        Optional<AccessRule> rule = RouteAttributes.getRouteInfo(request)
                .map(route -> AccessRule.declaredBy(route.getAnnotationMetadata()));
        return Mono.fromCompletionStage(() -> chain.walk(Passage.begin(request, rule)))
                .flatMap(step -> switch (step) {
                    case Link.Step.Refuse refuse -> Mono.just(refuse(request, refuse.refusal()));
                    case Link.Step.Admit admit -> Mono.from(admit(admit.passage(), controller));
                    case Link.Step.HandOn handOn -> throw new IllegalStateException("The chain ended undecided");
                });
    }

    private static Publisher<HttpResponse<?>> admit(
            Passage passage, FilterContinuation<Publisher<HttpResponse<?>>> controller) {
        passage.details().ifPresent(details -> passage.request().setAttribute(TokenDetails.ATTRIBUTE, details));
        return passage.nonce().isEmpty()
                ? controller.proceed()
                : Mono.from(controller.proceed())
                        .map(response -> tell(passage.nonce().get(), response));
    }

    /** RFC 9449 §8.2: with a new one at hand, the client is spared a refusal. */
    private static HttpResponse<?> tell(String nonce, HttpResponse<?> response) {
        return response.toMutableResponse().header(Refusal.NONCE, nonce);
    }

    private static HttpResponse<?> refuse(HttpRequest<?> request, Refusal refusal) {
        LOG.info(
                "{} {} answered {}: {}",
                request.getMethodName(),
                // as sent: a decoded line break would forge a log line
                request.getUri().getRawPath(),
                refusal.response().code(),
                refusal.reason());
        return refusal.response();
    }
}
