package services.auth.session;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.auth.user.User;
import services.auth.user.Users;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

class BrowserSessionsIT {

    private static final String ADDRESS = "192.0.2.1";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final BrowserSessions sessions = service.bean(BrowserSessions.class);
    private final TestUser user = service.register();

    @Test
    void cookieFindsTheLoginOfItsUser() {
        String cookie = signIn(user, null);

        BrowserSession found = sessions.find(cookie).orElseThrow();

        assertThat(found.userId()).hasToString(user.id());
        assertThat(found.acr()).isEqualTo(BrowserSessions.PASSWORD_ACR);
        assertThat(found.authTime()).isBefore(service.bean(TestClock.class).instant());
        assertThat(sessions.find(cookie + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void eachSignInRenewsTheCookieOfTheSameLoginAndMovesItsTime() {
        String planted = signIn(user, null);
        BrowserSession before = sessions.find(planted).orElseThrow();

        String renewed = signIn(user, planted);

        assertThat(sessions.find(planted)).isEmpty();
        BrowserSession after = sessions.find(renewed).orElseThrow();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.authTime()).isAfter(before.authTime());
    }

    @Test
    void madeUpCookieIsNotTakenOver() {
        assertThat(signIn(user, "made up")).isNotEqualTo("made up").hasSize(43);
    }

    @Test
    void anotherUserInTheSameBrowserEndsTheLoginOfTheFirst() {
        String first = signIn(user, null);
        UUID firstId = sessions.find(first).orElseThrow().id();
        TestUser other = service.register();

        String second = signIn(other, first);

        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second).orElseThrow().userId()).hasToString(other.id());
        assertThat(sessions.find(second).orElseThrow().id()).isNotEqualTo(firstId);
        assertThat(logins(service.pairOf(user)).findValuesAsString("id")).doesNotContain(firstId.toString());
    }

    @Test
    void loginThatWasEndedMeanwhileIsNotRevived() {
        String cookie = signIn(user, null);
        BrowserSession ended = sessions.find(cookie).orElseThrow();
        sessions.end(ended);
        sessions.end(ended);

        String again = signIn(user, cookie);

        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.find(again).orElseThrow().id()).isNotEqualTo(ended.id());
    }

    @Test
    void userSeesItAmongTheLoginsAndEndsItThere() {
        String cookie = signIn(user, null);
        Pair app = service.pairOf(user);

        JsonNode browser = logins(app)
                .valueStream()
                .filter(login -> login.path("client_id").asString().equals("browser"))
                .findFirst()
                .orElseThrow();
        assertThat(browser.path("address").asString()).isEqualTo(ADDRESS);
        assertThat(service.delete("/users/me/sessions/" + browser.path("id").asString(), app.token())
                        .status())
                .isEqualTo(204);

        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(service.isLive(app.token())).isTrue();
    }

    @Test
    void logoutEverywhereEndsItAndCountsIt() {
        String cookie = signIn(user, null);

        assertThat(service.logoutEverywhere(service.tokenOf(user)).text("sessions_ended"))
                .isEqualTo("2");

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void newPasswordEndsIt() {
        String cookie = signIn(user, null);

        service.call(
                "PUT",
                "/users/me/password",
                service.tokenOf(user),
                Map.of("old_password", PASSWORD, "new_password", "a good new password"));

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void disabledUserIsSignedOutAndStaysOut() {
        String cookie = signIn(user, null);
        User asItWas = find(user);

        service.call("PATCH", "/users/" + user.id(), service.tokenWith("superuser"), Map.of("disabled", true));

        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.signIn(asItWas, null, ADDRESS, null)).isEmpty();
    }

    @Test
    void deletedUserIsSignedOut() {
        String cookie = signIn(user, null);

        service.delete("/users/me", service.tokenOf(user));

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void loginEndsWhenNobodySignsInAgain() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest own = AuthServiceUnderTest.on(backing)) {
            BrowserSessions itsSessions = own.bean(BrowserSessions.class);
            UUID itsUser = UUID.fromString(own.register().id());
            String cookie = itsSessions
                    .signIn(own.bean(Users.class).find(itsUser).orElseThrow(), null, ADDRESS, null)
                    .orElseThrow();
            own.bean(TestClock.class).advance(Duration.ofDays(13));
            assertThat(itsSessions.find(cookie)).isPresent();

            own.bean(TestClock.class).advance(Duration.ofDays(2));

            assertThat(itsSessions.find(cookie)).isEmpty();
        }
    }

    @Test
    void endOfABrowsersLoginIsNothingThatRedisMustBeTold() throws SQLException {
        String cookie = signIn(user, null);
        signIn(user, null);
        UUID id = sessions.find(cookie).orElseThrow().id();

        service.bean(Sessions.class).end(id, UUID.fromString(user.id()));
        service.bean(Sessions.class).endEverywhere(UUID.fromString(user.id()));

        assertThat(TestDatabase.queried("SELECT count(*) FROM revocations WHERE subject = '" + user.id() + "'"))
                .isEqualTo("0");
    }

    @Test
    void cookieIsNowhereInTheDatabase() throws SQLException {
        String cookie = signIn(user, null);

        assertThat(TestDatabase.queried("SELECT count(*) FROM sessions s WHERE s::text LIKE '%" + cookie + "%'"))
                .isEqualTo("0");
    }

    private String signIn(TestUser who, @Nullable String before) {
        return sessions.signIn(find(who), BrowserSessions.PASSWORD_ACR, ADDRESS, before)
                .orElseThrow();
    }

    private User find(TestUser who) {
        return service.bean(Users.class).find(UUID.fromString(who.id())).orElseThrow();
    }

    private JsonNode logins(Pair pair) {
        return service.get("/users/me/sessions", pair.token()).json().path("items");
    }
}
