package services.auth.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class FlavourIT {

    private static AuthServiceUnderTest giving(String flavour) {
        return AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.access-token.flavour", flavour));
    }

    @Test
    void fixedTokenLivesUnusedToItsEndAndNotLonger() {
        try (AuthServiceUnderTest service = giving("fixed")) {
            String token = service.token();
            assertThat(service.validate(token).json().path("expires_in").asLong())
                    .isBetween(7190L, 7200L);
            service.bean(TestClock.class).advance(Duration.ofMinutes(119));
            assertThat(service.isLive(token)).isTrue();
            assertThat(service.validate(token).json().path("expires_in").asLong())
                    .isBetween(0L, 60L);

            service.bean(TestClock.class).advance(Duration.ofMinutes(1));
            assertThat(service.isLive(token)).isFalse();
        }
    }

    @Test
    void fixedTokenDoesNotNeedRedisToLive() {
        try (AuthServiceUnderTest service = giving("fixed")) {
            String token = service.token();
            service.bean(TestClock.class).advance(Duration.ofMinutes(100));
            BackingServices.shared().redis().wipe();

            assertThat(service.isLive(token)).isTrue();
        }
    }

    @Test
    void singleUseTokenIsAcceptedByExactlyOneOfManyValidations() {
        try (AuthServiceUnderTest service = giving("single_use")) {
            String token = service.token();
            String clientToken = service.clientToken();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<String>> validations = IntStream.range(0, 100)
                        .mapToObj(ignored -> CompletableFuture.supplyAsync(
                                () -> service.validateAs(clientToken, token).text("authenticated"), clients))
                        .toList();

                assertThat(validations)
                        .extracting(CompletableFuture::join)
                        .hasSize(100)
                        .containsOnlyOnce("true");
            }
        }
    }

    @Test
    void usedTokenStaysUsedWhenRedisForgets() {
        try (AuthServiceUnderTest service = giving("single_use")) {
            String token = service.token();
            assertThat(service.me(token).status()).isEqualTo(200);
            BackingServices.shared().redis().wipe();

            assertThat(service.isLive(token)).isFalse();
            assertThat(service.me(token).status()).isEqualTo(401);
        }
    }

    @Test
    void eachClientGetsTokensOfItsOwnFlavour() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(
                BackingServices.shared(),
                Map.of("auth-service.login.clients", "web:sliding, job:fixed,kiosk:single_use"))) {
            AuthServiceUnderTest.TestUser user = service.register();
            String web = service.login(user, "web").text("token");
            String job = service.login(user, "job").text("token");
            String kiosk = service.login(user, "kiosk").text("token");

            assertThat(service.validate(kiosk).text("client_id")).isEqualTo("kiosk");
            assertThat(service.isLive(kiosk)).isFalse();
            service.bean(TestClock.class).advance(Duration.ofMinutes(40));
            assertThat(service.validate(job).text("client_id")).isEqualTo("job");
            assertThat(service.isLive(web)).isFalse();
            assertThat(service.get("/users/me/sessions", service.tokenOf(user))
                            .json()
                            .get("items"))
                    .extracting(item -> item.path("client_id").asString() + " "
                            + item.path("flavour").asString())
                    .contains("job fixed", "kiosk single_use", "login sliding");
        }
    }

    @Test
    void unknownClientIsRefusedBeforeAnyPasswordIsLookedAt() {
        AuthServiceUnderTest service = AuthServiceUnderTest.shared();

        assertThat(service.login(service.register(), "kiosk").status()).isEqualTo(400);
        assertThat(service.login(service.register(), "kiosk").text("code")).isEqualTo("unknown_client");
    }

    @Test
    void singleUseTokenOfAnEndedLoginIsNotAccepted() {
        try (AuthServiceUnderTest service = giving("single_use")) {
            Pair pair = service.pairOf(service.register());
            Pair next = Pair.of(service.refresh(pair.refreshToken()));
            assertThat(service.isLive(pair.token())).isFalse();
            assertThat(service.isLive(next.token())).isTrue();
        }
    }
}
