package services.resource.tokenvalidation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.params.provider.ValueSource;
import services.resource.AuthServiceStub;
import services.resource.Contract;
import services.resource.TestService;
import tools.jackson.databind.JsonNode;
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

    @ParameterizedTest
    @ValueSource(strings = {"dpop", "certificate"})
    void questionAboutABoundTokenIsTheAgreedOne(String binding) {
        JsonNode agreed = JSON.readTree(Contract.read("validate-token-request-" + binding + ".json"));
        validate(presented(agreed));
        assertThat(JSON.readTree(authService.validations().getFirst().body())).isEqualTo(agreed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpop", "certificate"})
    void agreedLiveAnswerAboutABoundTokenIsLiveForWhoeverProvedThat(String binding) {
        authService.answerValidations(
                AuthServiceStub.json(200, Contract.read("validate-token-live-" + binding + ".json")));
        assertThat(validate(presented(JSON.readTree(Contract.read("validate-token-request-" + binding + ".json")))))
                .isInstanceOf(TokenValidation.Live.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jkt\":\"a\"}",
                "{\"x5t#S256\":\"a\"}",
                "{\"x5t#S256\":1}",
                "{\"osc\":{}}",
                "\"jkt\"",
                "[]",
                "null",
                "true"
            })
    void tokenThatIsBoundToWhatNobodyProvedIsDeadForThisCaller(String cnf) {
        authService.answerValidations(
                AuthServiceStub.json(200, "{\"authenticated\":true,\"sub\":\"alice\",\"cnf\":" + cnf + "}"));
        assertThat(validate("x")).isEqualTo(new TokenValidation.Dead());
        assertThat(validate(PresentedToken.of("x", Scheme.BEARER).withCertificate("b")))
                .isEqualTo(new TokenValidation.Dead());
    }

    @Test
    void agreedAnswersAboutProofsAreUnderstood() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead-proof.json")));
        assertThat(validate("x")).isEqualTo(new TokenValidation.ProofRefused(Optional.empty()));
        String nonce = Contract.read("validate-token-dead-nonce.json");
        authService.answerValidations(AuthServiceStub.json(200, nonce));
        assertThat(validate("x"))
                .isEqualTo(new TokenValidation.NonceWanted(
                        Optional.of(JSON.readTree(nonce).get("dpop_nonce").stringValue())));
    }

    @Test
    void nonceThatCannotGoIntoAHeaderIsNone() {
        authService.answerValidations(AuthServiceStub.json(
                200, "{\"authenticated\":false,\"error\":\"use_dpop_nonce\",\"dpop_nonce\":\"a\\r\\nb: c\"}"));
        assertThat(validate("x")).isEqualTo(new TokenValidation.NonceWanted(Optional.empty()));
    }

    @Test
    void questionWithAProofIsAskedOnceBecauseAProofIsGoodOnce() {
        authService.answerValidations(AuthServiceStub.hangUp());
        PresentedToken token = presented(JSON.readTree(Contract.read("validate-token-request-dpop.json")));
        assertThat(validate(token)).isInstanceOf(TokenValidation.Unavailable.class);
        assertThat(authService.validations()).hasSize(1);
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
                                "{\"authenticated\":true,\"sub\":\"alice\",\"x\":\"" + "x".repeat(2_000_000) + "\"}")),
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
                .mapToObj(i ->
                        client.validate(PresentedToken.of("x", Scheme.BEARER)).toCompletableFuture())
                .toList();
        silenced.forEach(future -> assertThat(future.join()).isInstanceOf(TokenValidation.Unavailable.class));
        authService.recover();
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            List<CompletableFuture<TokenValidation>> answered = IntStream.range(0, 16)
                    .mapToObj(i -> client.validate(PresentedToken.of("alice~data.read", Scheme.BEARER))
                            .toCompletableFuture())
                    .toList();
            answered.forEach(future -> assertThat(future.join()).isInstanceOf(TokenValidation.Live.class));
        });
    }

    @Test
    void questionsThatComeDuringCallsAreAskedTogetherAsAgreed() {
        JsonNode agreed = JSON.readTree(Contract.read("validate-tokens-request.json"));

        validateTogether(AuthServiceStub::judge, agreedTokens());

        assertThat(authService.validations()).singleElement().satisfies(question -> {
            assertThat(question.path()).isEqualTo("/validateTokens");
            assertThat(JSON.readTree(question.body())).isEqualTo(agreed);
            assertThat(question.contentType()).isEqualTo("application/json");
        });
    }

    @Test
    void agreedAnswersAreEachForItsOwnQuestion() {
        AuthServiceStub.Answer agreed = AuthServiceStub.json(200, Contract.read("validate-tokens-response.json"));

        assertThat(validateTogether(agreed, agreedTokens()))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new TokenValidation.Live(new TokenDetails(
                                        "0b7c1f1e-6c7e-4b39-9d52-3e0a7a1f4d11", Set.of("data:read", "data:write")))),
                        second -> assertThat(second).isEqualTo(new TokenValidation.Dead()),
                        third -> assertThat(third).isInstanceOf(TokenValidation.Unavailable.class));
        assertThat(authService.validations())
                .as("what auth-service cannot tell is not asked again at once")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "{\"authenticated\":\"true\",\"sub\":\"bob\"}",
                "{\"authenticated\":true}",
                "{\"authenticated\":true,\"sub\":\"\"}",
                "{\"authenticated\":true,\"sub\":\"bob\",\"scope\":[]}",
                "{\"error\":\"temporarily_unavailable\"}"
            })
    void oneAnswerThatIsNoVerdictCostsTheOthersNothing(String nonsense) {
        String answers = "{\"answers\":[{\"authenticated\":true,\"sub\":\"alice\"},%s,{\"authenticated\":false}]}"
                .formatted(nonsense);

        assertThat(validateTogether(AuthServiceStub.json(200, answers), bearers("a", "b", "c")))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new TokenValidation.Live(new TokenDetails("alice", Set.of()))),
                        second -> assertThat(second).isInstanceOf(TokenValidation.Unavailable.class),
                        third -> assertThat(third).isEqualTo(new TokenValidation.Dead()));
    }

    static Stream<Arguments> noAnswers() {
        String live = "{\"authenticated\":true,\"sub\":\"mallory\"}";
        return Stream.concat(
                nonsense().filter(arguments -> !"silence".equals(arguments.get()[0])),
                Stream.of(
                        Arguments.of("one verdict for all", AuthServiceStub.json(200, live)),
                        Arguments.of("none", AuthServiceStub.json(200, "{\"answers\":[]}")),
                        Arguments.of(
                                "too few", AuthServiceStub.json(200, "{\"answers\":[%s,%s]}".formatted(live, live))),
                        Arguments.of(
                                "too many",
                                AuthServiceStub.json(
                                        200, "{\"answers\":[%s,%s,%s,%s]}".formatted(live, live, live, live))),
                        Arguments.of("an object", AuthServiceStub.json(200, "{\"answers\":%s}".formatted(live))),
                        Arguments.of(
                                "answers twice",
                                AuthServiceStub.json(
                                        200, "{\"answers\":[%s,%s,%s],\"answers\":[]}".formatted(live, live, live)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void callWithoutAnswersIsMadeGoodByAskingOneByOneButNeverAboutAProof(String name, AuthServiceStub.Answer noAnswer) {
        PresentedToken proven = PresentedToken.of("carol~data.read", Scheme.DPOP)
                .with(new PresentedToken.PresentedProof("proof", "GET", "http://localhost/data"));
        AuthServiceStub.Answer onlyOneByOne = (exchange, body) -> {
            if (body.contains("questions")) {
                noAnswer.give(exchange, body);
            } else {
                AuthServiceStub.judge(exchange, body);
            }
        };

        assertThat(validateTogether(onlyOneByOne, bearers("alice~data.read")[0], bearers("dead")[0], proven))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new TokenValidation.Live(new TokenDetails("alice", Set.of("data:read")))),
                        second -> assertThat(second).isEqualTo(new TokenValidation.Dead()),
                        third -> assertThat(third).isInstanceOf(TokenValidation.Unavailable.class));
        assertThat(authService.validations())
                .filteredOn(question -> question.body().contains("proof"))
                .as("asked about the proof")
                .hasSize(1);
    }

    @Test
    void ownTokenThatIsRefusedForManyIsReplacedAndAllAreAskedAgain() {
        authService.answerTokenRequests(AuthServiceStub.json(
                200, Contract.read("client-credentials-response.json").replace("eyJ", "new")));
        AuthServiceStub.Answer renewedOnly = (exchange, body) -> {
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer new")) {
                AuthServiceStub.judge(exchange, body);
            } else {
                AuthServiceStub.json(401, "{}").give(exchange, body);
            }
        };

        await().untilAsserted(() -> assertThat(validateTogether(renewedOnly, bearers("alice~data.read", "dead")))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(TokenValidation.Live.class),
                        second -> assertThat(second).isEqualTo(new TokenValidation.Dead())));
    }

    @Test
    void tokenThatDiesWhileItIsAskedAboutIsDeadForWhoeverPresentsItLater() {
        CountDownLatch release = new CountDownLatch(1);
        authService.answerValidations((exchange, body) -> {
            awaitQuietly(release);
            // judged before the end, told after it
            AuthServiceStub.judge(exchange, body);
        });
        CompletableFuture<TokenValidation> earlier =
                client.validate(bearers("alice~data.read")[0]).toCompletableFuture();
        await().until(() -> authService.validations().size() == 1);
        authService.answerValidations(AuthServiceStub.json(200, "{\"authenticated\":false}"));
        CompletableFuture<TokenValidation> later =
                client.validate(bearers("alice~data.read")[0]).toCompletableFuture();
        release.countDown();

        assertThat(earlier.join()).isInstanceOf(TokenValidation.Live.class);
        assertThat(later.join()).isEqualTo(new TokenValidation.Dead());
    }

    /** In one call: they come while as many calls are on their way as may be. */
    private List<TokenValidation> validateTogether(AuthServiceStub.Answer answer, PresentedToken... tokens) {
        int calls = authService.validations().size();
        CountDownLatch release = new CountDownLatch(1);
        authService.answerValidations((exchange, body) -> {
            awaitQuietly(release);
            AuthServiceStub.judge(exchange, body);
        });
        Stream.of(bearers("busy", "busy")).forEach(client::validate);
        await().until(() -> authService.validations().size() == calls + 2);
        List<CompletableFuture<TokenValidation>> validations = Stream.of(tokens)
                .map(token -> client.validate(token).toCompletableFuture())
                .toList();
        authService.answerValidations(answer);
        authService.validations().clear();
        release.countDown();
        return validations.stream().map(CompletableFuture::join).toList();
    }

    private static void awaitQuietly(CountDownLatch release) throws IOException {
        try {
            if (!release.await(10, TimeUnit.SECONDS)) {
                throw new IOException("never released");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static PresentedToken[] agreedTokens() {
        return JSON.readTree(Contract.read("validate-tokens-request.json"))
                .get("questions")
                .valueStream()
                .map(TokenValidationClientTest::presented)
                .toArray(PresentedToken[]::new);
    }

    private static PresentedToken[] bearers(String... tokens) {
        return Stream.of(tokens)
                .map(token -> PresentedToken.of(token, Scheme.BEARER))
                .toArray(PresentedToken[]::new);
    }

    private TokenValidation validate(String token) {
        return validate(PresentedToken.of(token, Scheme.BEARER));
    }

    private TokenValidation validate(PresentedToken token) {
        return client.validate(token).toCompletableFuture().join();
    }

    /** What the agreed question says was presented. */
    private static PresentedToken presented(JsonNode question) {
        PresentedToken token = PresentedToken.of(
                question.get("token").stringValue(), question.has("dpop") ? Scheme.DPOP : Scheme.BEARER);
        JsonNode proof = question.path("dpop");
        if (!proof.isMissingNode()) {
            token = token.with(new PresentedToken.PresentedProof(
                    proof.get("proof").stringValue(),
                    proof.get("htm").stringValue(),
                    proof.get("htu").stringValue()));
        }
        return question.has("x5t#S256")
                ? token.withCertificate(question.get("x5t#S256").stringValue())
                : token;
    }
}
