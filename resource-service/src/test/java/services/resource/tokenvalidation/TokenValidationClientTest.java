package services.resource.tokenvalidation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import services.resource.AuthServiceStub;
import services.resource.Contract;
import services.resource.TestService;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TokenValidationClientTest {

    private static final Duration DEADLINE = Duration.ofMillis(1000);
    private static final JsonMapper JSON = new JsonMapper();

    private AuthServiceStub authService;
    private ApplicationContext context;
    private TokenValidationClient client;

    @BeforeEach
    void start() {
        authService = AuthServiceStub.started();
        authService.answerTokenRequests(AuthServiceStub.json(200, Contract.read("client-credentials-response.json")));
        context = TestService.withoutDatabase(
                authService,
                Map.of(
                        "resource-service.auth-service.timeout", "300ms",
                        "resource-service.auth-service.deadline", "1000ms",
                        "micronaut.http.services.token-validation.pool.max-concurrent-http1-connections", 8));
        client = context.getBean(TokenValidationClient.class);
        await().untilAsserted(() -> assertThat(validate("warm-up")).isInstanceOf(TokenValidation.Dead.class));
        authService.validations().clear();
    }

    @AfterEach
    void stop() {
        context.close();
        authService.close();
    }

    @Test
    void agreedLiveAnswerIsLive() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-live.json")));
        assertThat(validate("x"))
                .isEqualTo(new TokenValidation.Live(
                        new TokenDetails("0b7c1f1e-6c7e-4b39-9d52-3e0a7a1f4d11", Set.of("data:read", "data:write"))));
    }

    @Test
    void agreedLiveAnswerAboutAnApiKeyIsLive() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-live-api-key.json")));
        assertThat(validate("x"))
                .isEqualTo(new TokenValidation.Live(
                        new TokenDetails("0b7c1f1e-6c7e-4b39-9d52-3e0a7a1f4d11", Set.of("data:read", "data:write"))));
    }

    @Test
    void agreedDeadAnswerIsDead() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead.json")));
        assertThat(validate("x")).isEqualTo(new TokenValidation.Dead());
    }

    @Test
    void agreedUnavailableAnswerIsUnavailable() {
        authService.answerValidations(
                AuthServiceStub.answer(503, "application/problem+json", Contract.read("unavailable.json")));
        assertThat(validate("x")).isInstanceOf(TokenValidation.Unavailable.class);
    }

    @Test
    void questionIsTheAgreedOneAndCarriesTheOwnToken() {
        String agreed = Contract.read("validate-token-request.json");
        validate(JSON.readTree(agreed).get("token").stringValue());
        AuthServiceStub.Question question = authService.validations().getFirst();
        assertThat(JSON.readTree(question.body())).isEqualTo(JSON.readTree(agreed));
        assertThat(question.contentType()).isEqualTo("application/json");
        assertThat(question.authorization())
                .isEqualTo("Bearer "
                        + JSON.readTree(Contract.read("client-credentials-response.json"))
                                .get("access_token")
                                .stringValue());
    }

    static Stream<Arguments> nonsense() {
        String live = Contract.read("validate-token-live.json");
        return Stream.of(
                Arguments.of("another content type", AuthServiceStub.answer(200, "text/html", live)),
                Arguments.of("an empty body", AuthServiceStub.json(200, "")),
                Arguments.of("no JSON", AuthServiceStub.json(200, "<html>")),
                Arguments.of("half an object", AuthServiceStub.json(200, "{\"authenticated\":true,\"sub\":\"alice\"")),
                Arguments.of("more than one object", AuthServiceStub.json(200, live + "{}")),
                Arguments.of("an array", AuthServiceStub.json(200, "[" + live + "]")),
                Arguments.of("true alone", AuthServiceStub.json(200, "true")),
                Arguments.of("no verdict", AuthServiceStub.json(200, "{\"sub\":\"alice\"}")),
                Arguments.of("null as verdict", AuthServiceStub.json(200, "{\"authenticated\":null}")),
                Arguments.of("text as verdict", AuthServiceStub.json(200, live.replace("true", "\"true\""))),
                Arguments.of("a number as verdict", AuthServiceStub.json(200, live.replace("true", "1"))),
                Arguments.of(
                        "both verdicts",
                        AuthServiceStub.json(
                                200, "{\"authenticated\":false,\"authenticated\":true,\"sub\":\"alice\"}")),
                Arguments.of("live without subject", AuthServiceStub.json(200, "{\"authenticated\":true}")),
                Arguments.of("empty subject", AuthServiceStub.json(200, "{\"authenticated\":true,\"sub\":\"\"}")),
                Arguments.of("subject as number", AuthServiceStub.json(200, "{\"authenticated\":true,\"sub\":1}")),
                Arguments.of(
                        "NUL in the subject",
                        AuthServiceStub.json(200, "{\"authenticated\":true,\"sub\":\"a\\u0000\"}")),
                Arguments.of(
                        "scope as array",
                        AuthServiceStub.json(
                                200, "{\"authenticated\":true,\"sub\":\"alice\",\"scope\":[\"data:read\"]}")),
                Arguments.of(
                        "a body without end",
                        AuthServiceStub.json(
                                200,
                                "{\"authenticated\":true,\"sub\":\"alice\",\"x\":\"" + "x".repeat(100_000) + "\"}")),
                Arguments.of("201", AuthServiceStub.json(201, live)),
                Arguments.of("204", AuthServiceStub.json(204, "")),
                Arguments.of("400", AuthServiceStub.json(400, live)),
                Arguments.of("403", AuthServiceStub.json(403, live)),
                Arguments.of("404", AuthServiceStub.json(404, "{\"authenticated\":false}")),
                Arguments.of("429", AuthServiceStub.json(429, live)),
                Arguments.of("500", AuthServiceStub.json(500, live)),
                Arguments.of("a hang-up", AuthServiceStub.hangUp()),
                Arguments.of("silence", AuthServiceStub.silence()),
                Arguments.of("a redirect", (AuthServiceStub.Answer) (exchange, body) -> {
                    exchange.getResponseHeaders().set("Location", "/oauth2/token");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void nonsenseIsUnavailable(String name, AuthServiceStub.Answer answer) {
        authService.answerValidations(answer);
        long start = System.nanoTime();
        assertThat(validate("x")).isInstanceOf(TokenValidation.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusMillis(500));
    }

    @Test
    void oneFailureIsCuredByAnotherAttempt() {
        AtomicInteger attempts = new AtomicInteger();
        authService.answerValidations((exchange, body) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("hang up");
            }
            AuthServiceStub.judge(exchange, body);
        });
        assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Live.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void attemptsAreAtMostTwo() {
        authService.answerValidations(AuthServiceStub.json(503, ""));
        validate("x");
        assertThat(authService.validations()).hasSize(2);
    }

    @Test
    void deadVerdictIsFinal() {
        validate("dead");
        assertThat(authService.validations()).hasSize(1);
    }

    @Test
    void noVerdictIsKept() {
        assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Live.class);
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead.json")));
        assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Dead.class);
        authService.stop();
        assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Unavailable.class);
    }

    @Test
    void refusedOwnTokenIsReplacedOnce() {
        String renewed = Contract.read("client-credentials-response.json").replace("eyJ", "new");
        authService.answerTokenRequests(AuthServiceStub.json(200, renewed));
        authService.answerValidations((exchange, body) -> {
            if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer new")) {
                AuthServiceStub.json(401, "{}").give(exchange, body);
            } else {
                AuthServiceStub.judge(exchange, body);
            }
        });
        await().untilAsserted(() -> assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Live.class));
    }

    @Test
    void ownTokenThatIsAlwaysRefusedIsUnavailableAndNoFlood() {
        authService.answerValidations(AuthServiceStub.json(401, "{}"));
        int before = authService.tokenRequests().size();
        for (int i = 0; i < 50; i++) {
            assertThat(validate("x")).isInstanceOf(TokenValidation.Unavailable.class);
        }
        assertThat(authService.tokenRequests().size() - before).isLessThan(10);
    }

    @Test
    void circuitOpensAndRecoversWithinSeconds() {
        authService.stop();
        for (int i = 0; i < 20; i++) {
            assertThat(validate("x")).isInstanceOf(TokenValidation.Unavailable.class);
        }
        long start = System.nanoTime();
        assertThat(validate("x")).isInstanceOf(TokenValidation.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
        authService.start();
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(validate("alice~data.read")).isInstanceOf(TokenValidation.Live.class));
    }

    @Test
    void attemptsThatTimeOutGiveTheirConnectionsBack() {
        authService.answerValidations(AuthServiceStub.silence());
        // more than the pool has connections, so that one that leaks would starve the rest
        List<CompletableFuture<TokenValidation>> silenced = IntStream.range(0, 40)
                .mapToObj(i -> client.validate("x").toCompletableFuture())
                .toList();
        silenced.forEach(future -> assertThat(future.join()).isInstanceOf(TokenValidation.Unavailable.class));
        authService.recover();
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            List<CompletableFuture<TokenValidation>> answered = IntStream.range(0, 16)
                    .mapToObj(i -> client.validate("alice~data.read").toCompletableFuture())
                    .toList();
            answered.forEach(future -> assertThat(future.join()).isInstanceOf(TokenValidation.Live.class));
        });
    }

    private TokenValidation validate(String token) {
        return client.validate(token).toCompletableFuture().join();
    }
}
