package services.auth.registration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void newAccountIsShownWithoutItsPassword() {
        String username = "user-" + UUID.randomUUID();

        Answer answer = register(username, username + "@example.org");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactly("id", "username", "email", "email_verified");
        assertThat(answer.text("username")).isEqualTo(username);
        assertThat(answer.text("email_verified")).isEqualTo("false");
    }

    @Test
    void takenUsernameAndTakenEmailAreRefusedAlike() {
        TestUser user = service.register();
        String other = "other-" + user.username();

        Answer username = register(user.username().toUpperCase(Locale.ROOT), other + "@example.org");
        Answer email = register(other, user.email().toUpperCase(Locale.ROOT));

        assertThat(username.status()).isEqualTo(409);
        assertThat(username.text("code")).isEqualTo("username_or_email_taken");
        assertThat(email.body()).isEqualTo(username.body());
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
