package services.auth.account;

import java.util.Map;
import java.util.UUID;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.consent.Consents;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.auth.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

class AccountPageControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);

    @Test
    void whoIsNotSignedInIsAskedToAndComesBack() {
        Answer answer = browser.get("/account?ui_locales=ru");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/signin?ui_locales=ru");

        Page account = browser.follow(
                browser.submit(browser.follow(answer), Map.of("username", user.username(), "password", PASSWORD)));

        assertThat(account.document().select("dd").eachText())
                .containsExactly(user.username(), user.email() + " not confirmed");
    }

    @Test
    void loginElsewhereIsSeenAndEnded() {
        Pair app = service.pairOf(user);
        Browser lost = new Browser(service);
        lost.signIn(user.username(), PASSWORD);
        browser.signIn(user.username(), PASSWORD);
        Page page = browser.open("/account");
        assertThat(page.document().select(".list > li p:first-child").eachText())
                .containsExactly("Browser this browser", "Browser", "login");
        assertThat(page.document().select(".list > li form")).hasSize(2);

        Page after = page;
        for (Element form : page.document().select(".list > li form")) {
            after = browser.follow(browser.submit(form, Map.of()));
        }

        assertThat(after.document().select("[role=status]").text()).isEqualTo("That login has ended.");
        assertThat(after.document().select(".list > li")).hasSize(1);
        assertThat(lost.open("/account").title()).isEqualTo("Sign in");
        assertThat(service.isLive(app.token())).isFalse();
    }

    @Test
    void endOfALoginIsOnRecordAsTheUsersDoing() {
        service.pairOf(user);
        browser.signIn(user.username(), PASSWORD);
        Element form =
                browser.open("/account").document().select(".list > li form").getFirst();

        browser.submit(form, Map.of());

        Answer audit = service.get("/audit?type=session_ended&user_id=" + user.id(), service.tokenWith("superuser"));
        assertThat(audit.json().path("items")).singleElement().satisfies(event -> {
            assertThat(event.path("actor_id").asString()).isEqualTo(user.id());
            assertThat(event.path("address").asString()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void nobodyEndsTheLoginOfAnother() {
        Pair victim = service.pairOf(service.register());
        service.pairOf(user);
        browser.signIn(user.username(), PASSWORD);
        Element form =
                browser.open("/account").document().select(".list > li form").getFirst();

        String theirs = service.get("/users/me/sessions", victim.token())
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        browser.submit(form, Map.of("end", theirs));
        Answer malformed = browser.submit(form, Map.of("end", "\"><script>"));

        assertThat(service.isLive(victim.token())).isTrue();
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(Browser.page(malformed).title()).isEqualTo("We did not understand that");
    }

    @Test
    void appWithAccessIsSeenAndLosesIt() {
        Client client =
                service.bean(Clients.class).find(AuthServiceUnderTest.CLIENT_ID).orElseThrow();
        Consents consents = service.bean(Consents.class);
        UUID userId = UUID.fromString(user.id());
        consents.give(userId, client, Scope.parse("openid data:read"));
        browser.signIn(user.username(), PASSWORD);
        Page page = browser.open("/account?ui_locales=ru");
        assertThat(page.document().select("ul.small li").eachText())
                .containsExactlyInAnyOrder("узнать, кто вы", "читать ваши данные");

        Page after = browser.follow(
                browser.submit(page.document().select(".list > li form").getLast(), Map.of()));

        assertThat(after.document().select("[role=status]").text()).isEqualTo("У приложения больше нет доступа.");
        assertThat(after.text()).doesNotContain("читать ваши данные");
        assertThat(consents.cover(userId, client, Scope.parse("openid"))).isFalse();
    }

    @Test
    void browserIsSignedOutFromHere() {
        browser.signIn(user.username(), PASSWORD);
        Element form = browser.open("/account")
                .document()
                .select("form[action^=/signout]")
                .getFirst();

        assertThat(browser.follow(browser.submit(form, Map.of())).title()).isEqualTo("You are signed out");
    }

    @Test
    void cookieOfABrowserOpensNothingOfTheApi() {
        browser.signIn(user.username(), PASSWORD);

        Answer answer = service.send(service.request(service.publicUri("/users/me"))
                .header("Cookie", "session=" + browser.cookies().get("session")));

        assertThat(answer.status()).isEqualTo(401);
    }
}
