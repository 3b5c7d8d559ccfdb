package services.auth.registration;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.ReceivedMail;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void newAccountIsShownWithoutItsPassword() {
        String username = "user-" + UUID.randomUUID();

        Answer answer = register(username, username + "@example.org");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames())
                .containsExactly("id", "username", "email", "email_verified", "password_strength");
        assertThat(answer.text("username")).isEqualTo(username);
        assertThat(answer.text("email_verified")).isEqualTo("false");
        assertThat(service.login(username, AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        assertThat(service.login(username + "@example.org", AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takenUsernameIsRefused() {
        TestUser user = service.register();

        Answer answer = register(user.username().toUpperCase(Locale.ROOT), "other-" + user.email());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("username_taken");
    }

    @Test
    void confirmedCodeMakesTheAddressTheUsersOwn() {
        TestUser user = service.register();
        String code = service.awaitCode(user.email(), 1);

        Answer confirmed = service.confirm(user.email().toUpperCase(Locale.ROOT), code);

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body()).isEqualTo("{\"email_verified\":true}");
        assertThat(service.me(service.tokenOf(user)).text("email_verified")).isEqualTo("true");
        Answer again = service.confirm(user.email(), code);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("code")).isEqualTo("invalid_code");
    }

    @Test
    void addressThatIsSomebodysAlreadyMakesNoDifferenceToSee() {
        TestUser owner = service.registerAndConfirm();
        String username = "user-" + UUID.randomUUID();

        Answer answer = register(username, owner.email());
        Answer free = register("user-" + UUID.randomUUID(), "free-" + owner.email());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).isEqualTo(free.json().propertyNames());
        assertThat(answer.text("email_verified")).isEqualTo(free.text("email_verified"));
        assertThat(service.login(username, AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        ReceivedMail mail = service.awaitMail(owner.email(), 2);
        assertThat(mail.text()).doesNotContain(owner.username(), username).doesNotContainPattern("\\b\\d{6}\\b");
        // and the address goes on naming its owner
        assertThat(service.me(service.login(owner.email(), AuthServiceUnderTest.PASSWORD)
                                .text("token"))
                        .text("id"))
                .isEqualTo(owner.id());
    }

    @Test
    void ofTwoWhoNameOneAddressWhoeverConfirmsItHasIt() {
        TestUser squatter = service.register();
        service.awaitMail(squatter.email(), 1);
        String username = "user-" + UUID.randomUUID();
        register(username, squatter.email());

        String code = service.awaitCode(squatter.email(), 2);
        assertThat(service.awaitMail(squatter.email(), 2).text()).contains(username);
        assertThat(service.confirm(squatter.email(), code).status()).isEqualTo(200);

        String token =
                service.login(squatter.email(), AuthServiceUnderTest.PASSWORD).text("token");
        assertThat(service.me(token).text("username")).isEqualTo(username);
        assertThat(service.me(service.tokenOf(squatter)).text("email_verified")).isEqualTo("false");
    }

    @Test
    void fifthWrongCodeMakesTheRightOneVoid() {
        TestUser user = service.register();
        String code = service.awaitCode(user.email(), 1);
        String wrong = code.equals("000000") ? "000001" : "000000";

        for (int i = 0; i < 5; i++) {
            assertThat(service.confirm(user.email(), wrong).text("code")).isEqualTo("invalid_code");
        }

        assertThat(service.confirm(user.email(), code).text("code")).isEqualTo("invalid_code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@example.org\"}",
                "{\"email\":\"a@example.org\",\"code\":\"12345\"}",
                "{\"email\":\"a@example.org\",\"code\":\"12345x\"}",
                "{\"email\":\"x\",\"code\":\"123456\"}"
            })
    void badConfirmationIsRefused(String body) {
        assertThat(service.post("/register/confirm", body).text("code")).isEqualTo("invalid_request");
    }

    @Test
    void mailIsInTheLanguageOfTheRequest() {
        String username = "user-" + UUID.randomUUID();
        service.send(service.request(service.publicUri("/register"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "ru-RU,ru;q=0.9,en;q=0.8")
                .POST(HttpRequest.BodyPublishers.ofString(AuthServiceUnderTest.json(Map.of(
                        "username",
                        username,
                        "email",
                        username + "@example.org",
                        "password",
                        AuthServiceUnderTest.PASSWORD)))));

        assertThat(service.awaitMail(username + "@example.org", 1).headers()).containsEntry("Content-Language", "ru");
        assertThat(service.me(service.login(username, AuthServiceUnderTest.PASSWORD)
                                .text("token"))
                        .text("locale"))
                .isEqualTo("ru");
    }

    @ParameterizedTest
    @CsvSource({
        "short12, password_length",
        "password1, password_common",
        "QWERTY123, password_common",
        "iloveyou, password_common",
    })
    void badPasswordIsRefusedAndTheAnswerSaysWhy(String password, String code) {
        String username = "user-" + UUID.randomUUID();

        Answer answer = service.post(
                "/register",
                AuthServiceUnderTest.json(
                        Map.of("username", username, "email", username + "@example.org", "password", password)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.text("detail")).isNotBlank();
    }

    @Test
    void parallelRegistrationsOfOneNameMakeOneAccount() {
        String username = "user-" + UUID.randomUUID();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> register(username, i + username + "@example.org")
                                    .status(),
                            clients))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        }
    }

    private Answer register(String username, String email) {
        return service.post(
                "/register",
                AuthServiceUnderTest.json(
                        Map.of("username", username, "email", email, "password", AuthServiceUnderTest.PASSWORD)));
    }
}
