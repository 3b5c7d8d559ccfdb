package services.auth;

import java.util.List;

import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every route says who may use it; what says nothing would be refused, and here it fails the build. */
class RouteRulesIT {

    private static final int AT_LEAST = 10;

    @Test
    void everyRouteDeclaresItsAccessRule() {
        List<UriRouteInfo<?, ?>> routes =
                AuthServiceUnderTest.shared().bean(Router.class).uriRoutes().toList();

        assertThat(routes)
                .hasSizeGreaterThanOrEqualTo(AT_LEAST)
                .allSatisfy(route -> assertThat(route.getAnnotationMetadata().hasAnnotation(Secured.class))
                        .as(route.toString())
                        .isTrue());
    }
}
