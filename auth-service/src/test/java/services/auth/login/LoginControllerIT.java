package services.auth.login;

import java.util.Map;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class LoginControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void loginAnswersAsBearerTokenThatMayNotBeStored() {
        Answer answer = service.login(service.register().username(), AuthServiceUnderTest.PASSWORD);

        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").asInt()).isBetween(7199, 7200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void unknownUserAndWrongPasswordCannotBeToldApart() {
        TestUser user = service.register();

        Answer wrongPassword = service.login(user.username(), "another password");
        Answer unknownUser = service.login("nobody-" + user.username(), AuthServiceUnderTest.PASSWORD);
        Answer unknownEmail = service.login("nobody-" + user.email(), AuthServiceUnderTest.PASSWORD);

        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.text("code")).isEqualTo("invalid_credentials");
        for (Answer unknown : java.util.List.of(unknownUser, unknownEmail)) {
            assertThat(unknown.status()).isEqualTo(wrongPassword.status());
            assertThat(unknown.body()).isEqualTo(wrongPassword.body());
            assertThat(unknown.response().headers().map().keySet())
                    .isEqualTo(wrongPassword.response().headers().map().keySet());
        }
    }

    @Test
    void eachLoginIsASessionOfItsOwn() {
        TestUser user = service.register();

        String first = service.validate(service.tokenOf(user)).text("sid");
        String second = service.validate(service.tokenOf(user)).text("sid");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void hashOfOlderParametersIsReplacedAtLogin() {
        TestUser user = service.register();

        try (AuthServiceUnderTest stronger = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.password-hashing.memory", "128"))) {
            assertThat(stronger.login(user.username(), AuthServiceUnderTest.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }

        String hash = service.bean(services.auth.user.Users.class)
                .findByLogin(user.username())
                .orElseThrow()
                .passwordHash();
        assertThat(hash).contains("m=128");
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
    }
}
