package services.auth.registration;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Where an account is made only when its address is confirmed. */
class RequiredConfirmationIT {

    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest SERVICE =
            AuthServiceUnderTest.on(BACKING, Map.of("auth-service.registration.confirmation", "required"));

    private final String username = "user-" + UUID.randomUUID();
    private final String email = username + "@example.org";

    @AfterAll
    static void stop() {
        SERVICE.close();
        BACKING.close();
    }

    @Test
    void accountIsThereWhenTheCodeIsConfirmed() {
        Answer registered = register(username, email);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(login().text("code")).isEqualTo("invalid_credentials");

        assertThat(SERVICE.confirm(email, SERVICE.awaitCode(email, 1)).status()).isEqualTo(200);

        Answer me = SERVICE.me(login().text("token"));
        assertThat(me.text("id")).isEqualTo(registered.text("id"));
        assertThat(me.text("email_verified")).isEqualTo("true");
    }

    @Test
    void usernameThatWasTakenMeanwhileIsRefusedAtTheConfirmation() {
        register(username, email);
        register(username, "other-" + email);
        assertThat(SERVICE.confirm(email, SERVICE.awaitCode(email, 1)).status()).isEqualTo(200);

        Answer late = SERVICE.confirm("other-" + email, SERVICE.awaitCode("other-" + email, 1));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("username_taken");
        assertThat(register(username, "third-" + email).status()).isEqualTo(409);
    }

    @Test
    void addressThatIsSomebodysAlreadyMakesNoDifferenceToSee() {
        register(username, email);
        SERVICE.confirm(email, SERVICE.awaitCode(email, 1));

        Answer again = register(username + "2", email);

        assertThat(again.status()).isEqualTo(201);
        assertThat(SERVICE.awaitMail(email, 2).text()).doesNotContainPattern("\\b\\d{6}\\b");
        assertThat(SERVICE.login(username + "2", AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void whileRedisIsAwayNothingIsLostSilently() {
        BACKING.redis().kill();
        try {
            Answer answer = register(username, email);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(SERVICE.confirm(email, "123456").status()).isEqualTo(503);
        } finally {
            BACKING.redis().start();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> register(username, email).status() == 201);
        assertThat(SERVICE.confirm(email, SERVICE.awaitCode(email, 1)).status()).isEqualTo(200);
    }

    private Answer login() {
        return SERVICE.login(username, AuthServiceUnderTest.PASSWORD);
    }

    private static Answer register(String username, String email) {
        return SERVICE.post(
                "/register",
                AuthServiceUnderTest.json(
                        Map.of("username", username, "email", email, "password", AuthServiceUnderTest.PASSWORD)));
    }
}
