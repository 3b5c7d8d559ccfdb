package services.auth.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class AccountControllerIT {

    private static final String NEW_PASSWORD = "another horse, another battery";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.registerAndConfirm();
    private final Pair login = service.pairOf(user);

    @Test
    void changedPasswordEndsEveryOtherLoginAndTellsTheUser() {
        Pair other = service.pairOf(user);
        ApiKey key = service.apiKeyOf(user);

        Answer answer = changePassword(login.token(), AuthServiceUnderTest.PASSWORD, NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("password_changed", "password_strength");
        assertThat(service.isLive(login.token())).isTrue();
        assertThat(service.refresh(login.refreshToken()).status()).isEqualTo(200);
        assertThat(service.isLive(other.token())).isFalse();
        assertThat(service.refresh(other.refreshToken()).status()).isEqualTo(401);
        assertThat(service.isLive(key.value())).isTrue();
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
        assertThat(service.login(user.username(), NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(service.awaitMail(user.email(), 2).text()).contains(user.username());
    }

    @Test
    void wrongOldPasswordChangesNothing() {
        Answer answer = changePassword(login.token(), "not the password", NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("wrong_password");
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        assertThat(changePassword(login.token(), AuthServiceUnderTest.PASSWORD, user.username())
                        .text("code"))
                .isEqualTo("password_about_user");
    }

    @Test
    void ofManyChangesAtOnceOneIsMade() {
        List<Integer> statuses = Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> changePassword(login.token(), AuthServiceUnderTest.PASSWORD, NEW_PASSWORD + i)
                                .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(200, 403).containsOnlyOnce(200);
    }

    @Test
    void loginThatRacesAChangeOfThePasswordDoesNotSurviveIt() {
        for (int round = 0; round < 10; round++) {
            TestUser racer = service.register();
            String token = service.tokenOf(racer);
            CompletableFuture<Answer> racing =
                    CompletableFuture.supplyAsync(() -> service.login(racer.username(), AuthServiceUnderTest.PASSWORD));
            assertThat(changePassword(token, AuthServiceUnderTest.PASSWORD, NEW_PASSWORD)
                            .status())
                    .isEqualTo(200);
            Answer answer = racing.join();
            if (answer.status() == 200) {
                assertThat(service.isLive(answer.text("token"))).isFalse();
            } else {
                assertThat(answer.status()).isEqualTo(401);
            }
        }
    }

    @Test
    void passwordIsNotGuessedWithAStolenToken() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest limited =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.throttling.enabled", true))) {
            String token = limited.token();
            for (int i = 0; i < 5; i++) {
                assertThat(changePassword(limited, token, "guess " + i, NEW_PASSWORD)
                                .status())
                        .isEqualTo(403);
            }
            Answer answer = changePassword(limited, token, AuthServiceUnderTest.PASSWORD, NEW_PASSWORD);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void newAddressIsTheAccountsWhenItsCodeIsConfirmedAndTheOldOneIsTold() {
        String newEmail = "new-" + user.email();

        Answer answer = patch(Map.of("email", newEmail));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("email")).isEqualTo(user.email());
        assertThat(service.confirm(newEmail, service.awaitCode(newEmail, 1)).status())
                .isEqualTo(200);
        Answer me = service.me(login.token());
        assertThat(me.text("email")).isEqualTo(newEmail);
        assertThat(me.text("email_verified")).isEqualTo("true");
        assertThat(service.login(newEmail, AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        assertThat(service.login(user.email(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
        assertThat(service.awaitMail(user.email(), 2).text()).contains(user.username());
    }

    @Test
    void addressOfSomebodyElseIsNotToBeHad() {
        TestUser other = service.registerAndConfirm();

        assertThat(patch(Map.of("email", other.email())).status()).isEqualTo(200);

        assertThat(service.awaitMail(other.email(), 2).text()).doesNotContainPattern("\\b\\d{6}\\b");
        assertThat(service.me(login.token()).text("email")).isEqualTo(user.email());
    }

    @Test
    void ownNameAndLocaleAreChangedAtOnce() {
        Answer answer = patch(Map.of("username", "me-" + user.username(), "locale", "ru"));

        assertThat(answer.text("username")).isEqualTo("me-" + user.username());
        assertThat(answer.text("locale")).isEqualTo("ru");
        assertThat(service.validate(login.token()).text("username")).isEqualTo("me-" + user.username());
        assertThat(patch(Map.of("username", service.register().username())).text("code"))
                .isEqualTo("username_taken");
        assertThat(patch(Map.of("email_verified", true)).status()).isEqualTo(400);
        assertThat(service.call("PATCH", "/users/me", login.token(), Map.of(), "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void exportHasWhatIsKeptAndNothingSecret() {
        ApiKey key = service.apiKeyOf(user);

        Answer answer = service.get("/users/me/export", login.token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).contains("attachment");
        assertThat(answer.json().propertyNames())
                .containsExactly("account", "sessions", "consents", "api_keys", "audit_events");
        assertThat(answer.json().path("account").path("email").asString()).isEqualTo(user.email());
        assertThat(answer.json().path("sessions")).isNotEmpty();
        assertThat(answer.json().path("api_keys")).hasSize(1);
        assertThat(answer.body()).contains("\"login\"", "api_key_created").doesNotContain(key.value(), "argon2");
        assertThat(service.getWithApiKey("/users/me/export", key.value()).status())
                .isEqualTo(403);
    }

    @Test
    void deletedAccountIsGoneAtOnce() {
        ApiKey key = service.apiKeyOf(user);

        assertThat(service.delete("/users/me", login.token()).status()).isEqualTo(204);

        assertThat(service.isLive(login.token())).isFalse();
        assertThat(service.isLive(key.value())).isFalse();
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
    }

    private Answer patch(Map<String, ?> body) {
        return service.call("PATCH", "/users/me", login.token(), body);
    }

    private Answer changePassword(String token, String oldPassword, String newPassword) {
        return changePassword(service, token, oldPassword, newPassword);
    }

    private static Answer changePassword(
            AuthServiceUnderTest service, String token, String oldPassword, String newPassword) {
        return service.call(
                "PUT", "/users/me/password", token, Map.of("old_password", oldPassword, "new_password", newPassword));
    }
}
