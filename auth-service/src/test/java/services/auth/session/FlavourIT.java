package services.auth.session;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Flavours, beside what {@link LivenessContract} says of every flavour. */
class FlavourIT {

    private static AuthServiceUnderTest givingSingleUse() {
        return AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.access-token.flavour", "single_use"));
    }

    @Test
    void tokenThatWasUsedOnThePublicListenerIsUsedOnBoth() {
        try (AuthServiceUnderTest service = givingSingleUse()) {
            String token = service.token();
            assertThat(service.me(token).status()).isEqualTo(200);

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
    void refreshGivesAnotherUse() {
        try (AuthServiceUnderTest service = givingSingleUse()) {
            Pair pair = service.pairOf(service.register());
            Pair next = Pair.of(service.refresh(pair.refreshToken()));
            assertThat(service.isLive(pair.token())).isFalse();
            assertThat(service.isLive(next.token())).isTrue();
        }
    }
}
