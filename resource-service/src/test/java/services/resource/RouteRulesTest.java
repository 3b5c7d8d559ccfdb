package services.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import org.junit.jupiter.api.Test;
import services.resource.tokenvalidation.OpenToEveryone;
import services.resource.tokenvalidation.RequiresScope;

import static org.assertj.core.api.Assertions.assertThat;

class RouteRulesTest {

    @Test
    void everyRouteDeclaresWhoMayCallIt() {
        try (AuthServiceStub authService = AuthServiceStub.started();
                ApplicationContext context = TestService.withoutDatabase(authService, Map.of())) {
            List<UriRouteInfo<?, ?>> routes =
                    context.getBean(Router.class).uriRoutes().distinct().toList();
            Set<String> rules = new TreeSet<>();
            for (UriRouteInfo<?, ?> route : routes) {
                rules.add(route.getHttpMethodName() + " " + route.getUriMatchTemplate() + " " + rule(route));
            }
            assertThat(routes).hasSizeGreaterThan(8);
            assertThat(rules)
                    .containsExactlyInAnyOrder(
                            "GET /data data:read",
                            "HEAD /data data:read",
                            "POST /data data:write",
                            "GET /data/{id} data:read",
                            "HEAD /data/{id} data:read",
                            "PUT /data/{id} data:write",
                            "DELETE /data/{id} data:write",
                            "GET /openapi.yml open",
                            "HEAD /openapi.yml open",
                            "GET /docs open",
                            "HEAD /docs open",
                            "GET /docs/{name} open",
                            "HEAD /docs/{name} open",
                            "GET /health/liveness open",
                            "HEAD /health/liveness open",
                            "GET /health/readiness open",
                            "HEAD /health/readiness open",
                            "GET /prometheus open",
                            "HEAD /prometheus open");
        }
    }

    private static String rule(UriRouteInfo<?, ?> route) {
        boolean isOpen = route.getAnnotationMetadata().hasAnnotation(OpenToEveryone.class);
        String scope =
                route.getAnnotationMetadata().stringValue(RequiresScope.class).orElse("");
        assertThat(isOpen == scope.isEmpty())
                .as("%s %s declares exactly one rule", route.getHttpMethodName(), route.getUriMatchTemplate())
                .isTrue();
        return isOpen ? "open" : scope;
    }
}
