package services.resource.authservice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import services.resource.AuthServiceStub;
import services.resource.Contract;
import services.resource.TestService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class OwnAccessTokenTest {

    private final AuthServiceStub authService = AuthServiceStub.started();
    private final AtomicInteger issued = new AtomicInteger();
    private final List<ApplicationContext> contexts = new ArrayList<>();

    @AfterEach
    void stop() {
        contexts.forEach(ApplicationContext::close);
        authService.close();
    }

    @Test
    void agreedResponseIsUnderstood() {
        authService.answerTokenRequests(AuthServiceStub.json(200, Contract.read("client-credentials-response.json")));
        assertThat(start().get().block()).isEqualTo("eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl");
    }

    @Test
    void requestIsTheClientCredentialsGrantWithFormEncodedBasicAuthentication() {
        start(Map.of("resource-service.client-id", "a:b", "resource-service.client-secret", "p%ss wörd"))
                .get()
                .block();
        AuthServiceStub.Question request = authService.tokenRequests().getFirst();
        assertThat(request.body()).isEqualTo("grant_type=client_credentials&scope=token%3Avalidate");
        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        String pair = new String(
                Base64.getDecoder().decode(request.authorization().replace("Basic ", "")), StandardCharsets.UTF_8);
        assertThat(pair).isEqualTo("a%3Ab:p%25ss+w%C3%B6rd");
    }

    @Test
    void tokenIsFetchedAtStartAndKept() {
        OwnAccessToken token = start();
        await().until(token::isLive);
        token.get().block();
        token.get().block();
        assertThat(authService.tokenRequests()).hasSize(1);
    }

    @Test
    void manyWhoNeedATokenAtOnceCauseOneRequest() {
        authService.stop();
        OwnAccessToken token = start();
        await().until(() -> catchFailure(token));
        authService.start();
        issueTokensFor(300);
        await().until(() -> !authService.tokenRequests().isEmpty() && token.isLive());
        String current = String.valueOf(token.get().block());
        int before = authService.tokenRequests().size();
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        List<CompletableFuture<String>> waiting = IntStream.range(0, 100)
                .mapToObj(i -> token.replace(current).toFuture())
                .toList();
        waiting.forEach(future -> assertThat(future.join()).isNotEqualTo(current));
        assertThat(authService.tokenRequests()).hasSize(before + 1);
    }

    @Test
    void tokenIsRenewedBeforeItEnds() {
        issueTokensFor(2);
        OwnAccessToken token = start();
        await().until(token::isLive);
        // renewed at 70% of its life: no moment without a live token
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(6)).until(token::isLive);
        assertThat(authService.tokenRequests()).hasSizeGreaterThan(2);
    }

    @Test
    void failingRenewalLeavesTheOldTokenInUseWhileItLives() {
        issueTokensFor(3);
        OwnAccessToken token = start();
        await().until(token::isLive);
        String first = token.get().block();
        authService.answerTokenRequests(AuthServiceStub.json(500, "{}"));
        await().until(() -> authService.tokenRequests().size() > 1);
        assertThat(token.get().block()).isEqualTo(first);
    }

    @Test
    void startGoesOnWhenAuthServiceIsAwayAndTheTokenComesWhenItIsBack() {
        authService.stop();
        OwnAccessToken token = start();
        assertThat(token.isLive()).isFalse();
        authService.start();
        await().atMost(Duration.ofSeconds(5)).until(token::isLive);
    }

    @Test
    void wrongSecretIsSaidAsSuch() {
        authService.answerTokenRequests(AuthServiceStub.json(401, "{\"error\":\"invalid_client\"}"));
        assertThatThrownBy(() -> start().get().block())
                .isInstanceOf(TokenFetchException.class)
                .hasMessageContaining("invalid_client")
                .hasMessageContaining("RESOURCE_SERVICE_CLIENT_SECRET")
                .hasMessageNotContaining("secret\"");
    }

    static Stream<AuthServiceStub.Answer> nonsense() {
        return Stream.of(
                AuthServiceStub.json(200, "{}"),
                AuthServiceStub.json(200, "{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}"),
                AuthServiceStub.json(200, "{\"access_token\":\"abc\",\"token_type\":\"mac\"}"),
                AuthServiceStub.json(200, "{\"access_token\":7,\"token_type\":\"Bearer\"}"),
                AuthServiceStub.answer(200, "text/html", Contract.read("client-credentials-response.json")),
                AuthServiceStub.json(302, ""));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsNoToken(AuthServiceStub.Answer answer) {
        authService.answerTokenRequests(answer);
        OwnAccessToken token = start();
        assertThatThrownBy(() -> token.get().block()).isInstanceOf(TokenFetchException.class);
        assertThat(token.wasObtained()).isFalse();
    }

    private static boolean catchFailure(OwnAccessToken token) {
        try {
            token.get().block();
            return false;
        } catch (TokenFetchException e) {
            return true;
        }
    }

    private void issueTokensFor(int seconds) {
        authService.answerTokenRequests((exchange, body) -> AuthServiceStub.json(
                        200,
                        "{\"access_token\":\"t%d\",\"token_type\":\"bearer\",\"expires_in\":%d}"
                                .formatted(issued.incrementAndGet(), seconds))
                .give(exchange, body));
    }

    private OwnAccessToken start() {
        return start(Map.of());
    }

    private OwnAccessToken start(Map<String, Object> settings) {
        ApplicationContext context = TestService.withoutDatabase(authService, settings);
        contexts.add(context);
        return context.getBean(OwnAccessToken.class);
    }
}
