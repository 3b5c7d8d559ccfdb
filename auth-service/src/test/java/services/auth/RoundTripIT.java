package services.auth;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest.TestUser;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void registeredUserLogsInWithUsernameAndWithEmail() {
        TestUser user = service.register();

        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        assertThat(service.login(user.email(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
        assertThat(service.login(user.email().toUpperCase(java.util.Locale.ROOT), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void liveTokenIsAcceptedAndLoggedOutTokenIsRefusedEverywhere() {
        String token = service.token();
        assertThat(service.validate(token).text("authenticated")).isEqualTo("true");
        assertThat(service.me(token).status()).isEqualTo(200);

        Answer logout = service.logout(token);

        assertThat(logout.status()).isEqualTo(200);
        assertThat(logout.body()).isEqualTo("{\"logged_out\":true,\"sessions_ended\":1}");
        assertThat(service.validate(token).body()).isEqualTo("{\"authenticated\":false}");
        assertThat(service.me(token).status()).isEqualTo(401);
        assertThat(service.logout(token).status()).isEqualTo(401);
    }

    @Test
    void logoutOfOneSessionLeavesTheOthersAlive() {
        TestUser user = service.register();
        String phone = service.tokenOf(user);
        String laptop = service.tokenOf(user);

        service.logout(phone);

        assertThat(service.validate(phone).text("authenticated")).isEqualTo("false");
        assertThat(service.validate(laptop).text("authenticated")).isEqualTo("true");
    }

    @Test
    void logoutEverywhereEndsEverySession() {
        TestUser user = service.register();
        String phone = service.tokenOf(user);
        String laptop = service.tokenOf(user);
        service.validate(laptop);

        Answer logout = service.send(service.request(service.publicUri("/logout"))
                .header("Authorization", "Bearer " + phone)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"everywhere\":true}")));

        assertThat(logout.body()).isEqualTo("{\"logged_out\":true,\"sessions_ended\":2}");
        assertThat(service.validate(phone).text("authenticated")).isEqualTo("false");
        assertThat(service.validate(laptop).text("authenticated")).isEqualTo("false");
    }

    @Test
    void deletedUserIsRefusedEverywhereAndMayRegisterAgain() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        service.validate(token);

        Answer deleted = service.send(service.request(service.publicUri("/users/me"))
                .header("Authorization", "Bearer " + token)
                .DELETE());

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(service.validate(token).body()).isEqualTo("{\"authenticated\":false}");
        assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(401);
        assertThat(service.post(
                                "/register",
                                AuthServiceUnderTest.json(java.util.Map.of(
                                        "username", user.username(),
                                        "email", user.email(),
                                        "password", AuthServiceUnderTest.PASSWORD)))
                        .status())
                .isEqualTo(201);
        assertThat(service.validate(token).body()).isEqualTo("{\"authenticated\":false}");
    }

    @Test
    void accountShowsItsOwner() {
        TestUser user = service.register();

        Answer me = service.me(service.tokenOf(user));

        assertThat(me.text("id")).isEqualTo(user.id());
        assertThat(me.text("username")).isEqualTo(user.username());
        assertThat(me.text("email_verified")).isEqualTo("false");
        assertThat(me.json().path("roles").toString()).isEqualTo("[\"subscriber\"]");
        assertThat(me.body()).doesNotContain("password", "argon2");
    }
}
