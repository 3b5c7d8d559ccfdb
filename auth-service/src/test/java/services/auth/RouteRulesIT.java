package services.auth;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.micronaut.security.annotation.Secured;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Every route says who may use it; what says nothing would be refused, and here it fails the build. */
@MicronautTest(startApplication = false, transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRulesIT implements TestPropertyProvider {

    private static final int AT_LEAST = 10;

    @Inject
    Router router;

    @Override
    public Map<String, String> getProperties() {
        return AuthServiceUnderTest.settings(BackingServices.shared()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().toString()));
    }

    @Test
    void everyRouteDeclaresItsAccessRule() {
        List<UriRouteInfo<?, ?>> routes = router.uriRoutes().toList();

        assertThat(routes)
                .hasSizeGreaterThanOrEqualTo(AT_LEAST)
                .allSatisfy(route -> assertThat(route.getAnnotationMetadata().hasAnnotation(Secured.class))
                        .as(route.toString())
                        .isTrue());
    }
}
