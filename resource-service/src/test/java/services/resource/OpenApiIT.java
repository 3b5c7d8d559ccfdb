package services.resource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import services.backing.BackingServices;
import services.description.check.ApiDescription;
import services.description.check.Operation;
import services.description.check.Provocations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /openapi.yml} and the service tell the same: whatever the description says an operation answers is brought about
 * here, but for faults. The opposite, that no answer is undescribed, holds for every test that calls the service.
 */
class OpenApiIT {

    private static final ApiDescription DESCRIPTION = TestService.description();
    private static final String ALICE = UUID.randomUUID() + "~data.read+data.write";
    private static final String NOBODY = UUID.randomUUID() + "~";
    private static final String NOWHERE = "/data/" + UUID.randomUUID();

    /** Calls which bring about what only this operation answers. */
    private static final Map<String, Runnable> SCENARIOS = Map.of(
            "GET /data",
                    () -> {
                        item();
                        service().get("/data", "token", ALICE);
                        service().get("/data?limit=1", "token", ALICE);
                        service().get("/data", "token", NOBODY);
                    },
            "POST /data",
                    () -> {
                        item();
                        service().post("/data", "{}", "token", ALICE);
                        service().post("/data", "{}", "token", NOBODY);
                    },
            "GET /data/{id}",
                    () -> {
                        service().get(item(), "token", ALICE);
                        service().get(NOWHERE, "token", ALICE);
                        service().get(NOWHERE, "token", NOBODY);
                    },
            "PUT /data/{id}",
                    () -> {
                        service().put(item(), "{\"content\":[]}", "token", ALICE);
                        service().put(item(), "{}", "token", ALICE);
                        service().put(NOWHERE, "{\"content\":[]}", "token", ALICE);
                        service().put(NOWHERE, "{}", "token", NOBODY);
                    },
            "DELETE /data/{id}",
                    () -> {
                        service().delete(item(), "token", ALICE);
                        service().delete(NOWHERE, "token", ALICE);
                        service().delete(NOWHERE, "token", NOBODY);
                    });

    private static AuthServiceStub authService;
    private static TestService service;

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        service = TestService.start(BackingServices.shared().postgres().database("resource_openapi"), authService);
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void everyOperationHasAScenario() {
        assertThat(DESCRIPTION.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(SCENARIOS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyDescribedAnswerIsGiven() {
        return DESCRIPTION.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> provoke(operation)));
    }

    private static void provoke(Operation operation) {
        Provocations.of(operation, service.request("/").build().uri(), ALICE).forEach(service::send);
        requireNonNull(SCENARIOS.get(operation.toString())).run();
        wantNonce(operation);
        Set<String> unseen = new TreeSet<>(operation.answers());
        unseen.removeAll(TestService.ANSWERS.seen(operation));
        assertThat(unseen).as("described and not given").isEmpty();
    }

    /** As an auth-service does that wants nonces in proofs. */
    private static void wantNonce(Operation operation) {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead-nonce.json")));
        service.send(service.request(
                        operation.pathOf(UUID.randomUUID().toString()),
                        "Authorization",
                        "DPoP " + ALICE,
                        "DPoP",
                        "a.b.c")
                .method(operation.method(), BodyPublishers.ofString("{\"content\":{}}"))
                .header("Content-Type", "application/json"));
        authService.recover();
    }

    @Test
    void everyRouteIsDescribed() {
        List<UriRouteInfo<?, ?>> routes = service.bean(Router.class).uriRoutes().toList();

        assertThat(routes.stream()
                        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                        .filter(route -> !route.getAnnotationMetadata().hasAnnotation(Hidden.class))
                        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(SCENARIOS.keySet());
    }

    private static TestService service() {
        return service;
    }

    /** Where a new item is. */
    private static String item() {
        return service.post("/data", "{\"content\":{\"a\":1}}", "token", ALICE)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }
}
