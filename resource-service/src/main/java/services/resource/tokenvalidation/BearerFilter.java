package services.resource.tokenvalidation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every request, on both listeners, through the chain. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BearerFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);

    private final BearerChain chain;

    BearerFilter(BearerChain chain) {
        this.chain = chain;
    }

    /** The refusal, null for a request that goes on to its controller. */
    @RequestFilter
    CompletionStage<@Nullable HttpResponse<?>> filter(HttpRequest<?> request) {
        Optional<AccessRule> rule = RouteAttributes.getRouteInfo(request)
                .map(route -> AccessRule.declaredBy(route.getAnnotationMetadata()));
        return chain.walk(Passage.begin(request, rule)).thenApply(step -> switch (step) {
            case Link.Step.Refuse refuse -> refuse(request, refuse.refusal());
            case Link.Step.Admit admit -> admit(admit.passage());
            case Link.Step.HandOn handOn -> throw new IllegalStateException("The chain ended without a decision");
        });
    }

    private static @Nullable HttpResponse<?> admit(Passage passage) {
        passage.details().ifPresent(details -> passage.request().setAttribute(TokenDetails.ATTRIBUTE, details));
        return null;
    }

    private static HttpResponse<?> refuse(HttpRequest<?> request, Refusal refusal) {
        LOG.info(
                "{} {} answered {}: {}",
                request.getMethodName(),
                request.getPath(),
                refusal.response().code(),
                refusal.reason());
        return refusal.response();
    }
}
