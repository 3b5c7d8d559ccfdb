package services.auth.passwordreset;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;
import services.backing.ReceivedMail;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordResetControllerIT {

    private static final String NEW_PASSWORD = "another horse, another battery";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void codeFromTheMailSetsANewPasswordAndEndsEveryLogin() {
        TestUser user = service.registerAndConfirm();
        Pair login = service.pairOf(user);
        ApiKey key = service.apiKeyOf(user);
        assertThat(forgot(user.email()).status()).isEqualTo(202);

        Answer answer = reset(user.email().toUpperCase(Locale.ROOT), service.awaitCode(user.email(), 2), NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("password_reset", "password_strength");
        assertThat(service.isLive(login.token())).isFalse();
        assertThat(service.refresh(login.refreshToken()).status()).isEqualTo(401);
        assertThat(service.isLive(key.value())).isTrue();
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
        assertThat(service.login(user.username(), NEW_PASSWORD).status()).isEqualTo(200);
        ReceivedMail notice = service.awaitMail(user.email(), 3);
        assertThat(notice.text()).contains(user.username(), "127.0.0.1").doesNotContainPattern("\\b\\d{6}\\b");
    }

    @Test
    void unknownAddressIsAnsweredTheSameAndGetsNoMail() {
        TestUser user = service.registerAndConfirm();
        String nobody = "nobody-" + UUID.randomUUID() + "@example.org";

        Answer unknown = forgot(nobody);
        Answer known = forgot(user.email());

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(unknown.response().headers().map().keySet())
                .isEqualTo(known.response().headers().map().keySet());
        service.awaitMail(user.email(), 2);
        assertThat(service.mailsTo(nobody)).isEmpty();
        assertThat(reset(nobody, "123456", NEW_PASSWORD).body())
                .isEqualTo(reset(user.email(), wrong(service.awaitCode(user.email(), 2)), NEW_PASSWORD)
                        .body());
    }

    @Test
    void codeIsSpentOnceOfManyAtOnce() {
        TestUser user = service.registerAndConfirm();
        forgot(user.email());
        String code = service.awaitCode(user.email(), 2);

        List<Integer> statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> reset(user.email(), code, NEW_PASSWORD).status()))
                .limit(10)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
    }

    @Test
    void newerCodeMakesTheOlderOneVoid() {
        TestUser user = service.registerAndConfirm();
        forgot(user.email());
        String older = service.awaitCode(user.email(), 2);
        forgot(user.email());
        String newer = service.awaitCode(user.email(), 3);

        assertThat(older.equals(newer)
                        || reset(user.email(), older, NEW_PASSWORD).status() == 400)
                .isTrue();
        assertThat(reset(user.email(), newer, NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void codeOfOneKindIsNotGoodForTheOther() {
        TestUser user = service.register();
        String confirmation = service.awaitCode(user.email(), 1);

        assertThat(reset(user.email(), confirmation, NEW_PASSWORD).text("code")).isEqualTo("invalid_code");
        assertThat(service.confirm(user.email(), confirmation).status()).isEqualTo(200);
    }

    @Test
    void badPasswordLeavesTheCodeGood() {
        TestUser user = service.registerAndConfirm();
        forgot(user.email());
        String code = service.awaitCode(user.email(), 2);

        assertThat(reset(user.email(), code, "password1").text("code")).isEqualTo("password_common");

        assertThat(reset(user.email(), code, NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void addressThatNobodyConfirmedIsConfirmedByTheCodeAndWhoeverMadeTheAccountKeepsNothing() {
        TestUser squatted = service.register();
        ApiKey key = service.apiKeyOf(squatted);
        String token = service.tokenOf(squatted);
        forgot(squatted.email());

        assertThat(reset(squatted.email(), service.awaitCode(squatted.email(), 2), NEW_PASSWORD)
                        .status())
                .isEqualTo(200);

        assertThat(service.isLive(token)).isFalse();
        assertThat(service.isLive(key.value())).isFalse();
        String own = service.login(squatted.username(), NEW_PASSWORD).text("token");
        assertThat(service.me(own).text("email_verified")).isEqualTo("true");
    }

    @Test
    void disabledAndDeletedAccountsGetNoCode() {
        TestUser disabled = service.registerAndConfirm();
        TestUser deleted = service.registerAndConfirm();
        TestUser other = service.registerAndConfirm();
        String admin = service.tokenWith("admin");
        service.call("PATCH", "/users/" + disabled.id(), admin, Map.of("disabled", true));
        service.delete("/users/" + deleted.id(), admin);

        forgot(disabled.email());
        forgot(deleted.email());
        forgot(other.email());

        service.awaitMail(other.email(), 2);
        assertThat(service.mailsTo(disabled.email())).hasSize(1);
        assertThat(service.mailsTo(deleted.email())).hasSize(1);
    }

    @Test
    void triesAreCountedOnTheAddressOverAllFlowsAndMailsAreCapped() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest limited =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.throttling.enabled", true))) {
            TestUser user = limited.register();
            String nobody = "nobody-" + user.email();
            for (String email : List.of(user.email(), nobody)) {
                int tries = 0;
                Answer answer;
                do {
                    answer = tries % 2 == 0
                            ? limited.confirm(email, "000000")
                            : limited.post("/password/reset", resetBody(email, "000000", NEW_PASSWORD));
                    tries++;
                } while (answer.status() == 400 && tries < 50);
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.text("code")).isEqualTo("too_many_requests");
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                assertThat(tries).isEqualTo(11);
            }
            TestUser other = limited.register();
            for (int i = 0; i < 20; i++) {
                assertThat(limited.post("/password/forgot", AuthServiceUnderTest.json(Map.of("email", other.email())))
                                .status())
                        .isEqualTo(202);
            }
            TestUser last = limited.register();
            limited.awaitMail(last.email(), 1);
            assertThat(limited.mailsTo(other.email())).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void whileRedisIsAwayNothingIsTakenForAWrongCodeAndTheMailComesLater() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest alone = AuthServiceUnderTest.on(
                        backing,
                        Map.of("auth-service.mail.retry.first", "200ms", "auth-service.mail.retry.longest", "1s"))) {
            TestUser user = alone.registerAndConfirm();
            backing.redis().kill();

            assertThat(alone.post("/password/forgot", AuthServiceUnderTest.json(Map.of("email", user.email())))
                            .status())
                    .isEqualTo(202);
            assertThat(alone.post("/password/reset", resetBody(user.email(), "123456", NEW_PASSWORD))
                            .status())
                    .isEqualTo(503);

            backing.redis().start();
            String code = alone.awaitCode(user.email(), 2);
            assertThat(alone.post("/password/reset", resetBody(user.email(), code, NEW_PASSWORD))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void mailIsInTheLanguageOfTheAccount() {
        TestUser user = service.registerAndConfirm();
        service.call("PATCH", "/users/me", service.tokenOf(user), Map.of("locale", "ru"));

        service.send(service.request(service.publicUri("/password/forgot"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(AuthServiceUnderTest.json(Map.of("email", user.email())))));

        assertThat(service.awaitMail(user.email(), 2).text()).contains("Здравствуйте");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"email\":\"x\"}", "{\"email\":null}", "[]", "no json"})
    void badRequestIsRefused(String body) {
        assertThat(service.post("/password/forgot", body).status()).isEqualTo(400);
        assertThat(service.post("/password/reset", body).status()).isEqualTo(400);
    }

    private Answer forgot(String email) {
        return service.post("/password/forgot", AuthServiceUnderTest.json(Map.of("email", email)));
    }

    private Answer reset(String email, String code, String newPassword) {
        return service.post("/password/reset", resetBody(email, code, newPassword));
    }

    private static String resetBody(String email, String code, String newPassword) {
        return AuthServiceUnderTest.json(Map.of("email", email, "code", code, "new_password", newPassword));
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
