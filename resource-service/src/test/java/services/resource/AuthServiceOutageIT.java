package services.resource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuthServiceOutageIT {

    private static final Executor CALLERS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Duration DEADLINE = Duration.ofMillis(2500);

    private final String token = UUID.randomUUID() + "~data.read+data.write";
    private AuthServiceStub authService;
    private TestService service;

    @BeforeEach
    void start() {
        authService = AuthServiceStub.started();
        service = TestService.start(BackingServices.shared().postgres().database("resource_outage"), authService);
        assertThat(service.post("/data", "{\"content\":\"secret\"}", "token", token)
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        service.close();
        authService.close();
    }

    @Test
    void authServiceThatIsAwayOpensNothing() {
        authService.stop();
        assertEveryoneIsRefused();
        authService.start();
        assertRecovery();
    }

    @Test
    void authServiceThatIsSilentOpensNothing() {
        authService.answerValidations(AuthServiceStub.silence());
        assertEveryoneIsRefused();
        authService.recover();
        assertRecovery();
    }

    @Test
    void authServiceThatTalksNonsenseOpensNothing() {
        authService.answerValidations(AuthServiceStub.answer(200, "text/html", "<h1>It works!</h1>"));
        assertEveryoneIsRefused();
        authService.recover();
        assertRecovery();
    }

    @Test
    void authServiceThatRefusesTheOwnTokenOpensNothing() {
        authService.answerValidations(AuthServiceStub.json(401, "{}"));
        assertEveryoneIsRefused();
        authService.recover();
        assertRecovery();
    }

    @Test
    void instanceThatHadATokenStaysReady() {
        authService.stop();
        assertEveryoneIsRefused();
        assertThat(service.internal("/health/readiness").statusCode()).isEqualTo(200);
    }

    private void assertEveryoneIsRefused() {
        List<CompletableFuture<Void>> callers = IntStream.range(0, 60)
                .mapToObj(i -> CompletableFuture.runAsync(this::assertRefused, CALLERS))
                .toList();
        callers.forEach(CompletableFuture::join);
    }

    private void assertRefused() {
        long start = System.nanoTime();
        HttpResponse<String> response = service.get("/data", "token", token);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(1));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("secret");
    }

    private void assertRecovery() {
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() ->
                        assertThat(service.get("/data", "token", token).body()).contains("secret"));
    }
}
