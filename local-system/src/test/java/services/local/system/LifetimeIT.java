package services.local.system;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.local.LocalSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The states of a token that time changes: idle, kept alive by use ("sliding"), and expired. */
class LifetimeIT {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(16);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated()
            .with("AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT", IDLE_TIMEOUT.toSeconds() + "s")
            .with("AUTH_SERVICE_ACCESS_TOKEN_TIME_TO_LIVE", TIME_TO_LIVE.toSeconds() + "s"));

    private final Client client = new Client(SYSTEM);
    private final BothServices bothServices = new BothServices(client);

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    /** What the used token lives through is more than the timeout and the lag that PostgreSQL's copy of it may have. */
    @Test
    void usedTokenOutlivesTheIdleTimeoutAndUnusedTokensDieOfIt() {
        String used = client.liveToken();
        String usedOnce = client.liveToken();
        String neverUsed = client.liveToken();
        bothServices.accept(usedOnce);

        useUntil(Instant.now().plus(IDLE_TIMEOUT.multipliedBy(2)), used);

        bothServices.accept(used);
        bothServices.refuse(usedOnce);
        bothServices.refuse(neverUsed);
    }

    @Test
    void useOfTheDataKeepsATokenAlive() {
        String used = client.liveToken();
        Instant end = Instant.now().plus(IDLE_TIMEOUT.multipliedBy(2));

        await().pollInterval(PAUSE).atMost(TIME_TO_LIVE).until(() -> {
            AnswerAssert.assertThatAnswer(bothServices.data(used)).hasStatus(200);
            return Instant.now().isAfter(end);
        });
    }

    @Test
    void usedTokenDiesAtItsExpAndNotBefore() {
        String used = client.liveToken();
        Instant exp = exp(used);

        await().pollInterval(PAUSE).atMost(TIME_TO_LIVE.multipliedBy(2)).until(() -> !bothServices.isLive(used));

        assertThat(Instant.now()).isAfterOrEqualTo(exp);
        bothServices.refuse(used);
    }

    private void useUntil(Instant end, String token) {
        await().pollInterval(PAUSE).atMost(TIME_TO_LIVE).until(() -> {
            bothServices.acceptedByAuthService(token);
            return Instant.now().isAfter(end);
        });
    }

    private static Instant exp(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
