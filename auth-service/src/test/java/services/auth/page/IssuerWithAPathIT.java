package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.oauth2.sdk.GrantType;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

/** The service as {@code https://auth.test/accounts}: a proxy takes the path away, and browsers have it everywhere. */
class IssuerWithAPathIT {

    private static final String PREFIX = "/accounts";
    private static final String ISSUER = "https://auth.test" + PREFIX;
    private static final AuthServiceUnderTest SERVICE =
            AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.issuer", ISSUER));

    private final TestUser user = SERVICE.register();
    private final Browser browser = new Browser(SERVICE, PREFIX);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void everyAddressInAPageHasThePath() {
        browser.signIn(user.username(), PASSWORD);
        for (String path : List.of(
                "/signin",
                "/signup",
                "/signup/confirm",
                "/forgotten-password",
                "/reset-password",
                "/signout",
                "/account",
                "/device",
                "/oauth2/authorize?client_id=nobody")) {
            Document page = Browser.page(browser.get(PREFIX + path)).document();

            assertThat(page.select("[href^=/], [src^=/], [action]"))
                    .as(path)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(
                            element -> assertThat(element.attr("href") + element.attr("src") + element.attr("action"))
                                    .startsWith(PREFIX + "/"));
        }
    }

    @Test
    void styleAndIconAreThere() {
        for (String link : browser.open(PREFIX + "/signin")
                .document()
                .select("head link[href]")
                .eachAttr("href")) {
            Answer asset = SERVICE.send(SERVICE.request(SERVICE.publicUri(link.substring(PREFIX.length()))));

            assertThat(asset.status()).isEqualTo(200);
            assertThat(asset.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void cookiesAreOfTheHost() {
        Answer signedIn = browser.signIn(user.username(), PASSWORD);

        // with this prefix of the name browsers take no other path
        assertThat(signedIn.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-session=").contains("Path=/;", "Secure"));
        assertThat(browser.cookies()).containsKeys("__Host-form", "__Host-session", "device");
    }

    @Test
    void accountIsMadeConfirmedAndGivenANewPassword() {
        Page signUp = browser.open(browser.open(PREFIX + "/signin").link("Create an account"));
        String name = "path-" + System.nanoTime();
        String email = name + "@example.org";
        Page confirm =
                browser.follow(browser.submit(signUp, Map.of("username", name, "email", email, "password", PASSWORD)));
        Page confirmed = browser.follow(browser.submit(confirm, Map.of("code", SERVICE.awaitCode(email, 1))));
        assertThat(confirmed.document().select("[role=status]").text()).contains("confirmed");
        Page forgotten = browser.open(confirmed.link("Forgot your password?"));
        Page reset = browser.follow(browser.submit(forgotten, Map.of("email", email)));
        Page done = browser.follow(browser.submit(
                reset, Map.of("code", SERVICE.awaitCode(email, 2), "password", "another good password")));

        Answer signedIn = browser.submit(done, Map.of("username", name, "password", "another good password"));
        assertThat(signedIn.header("Location")).isEqualTo(PREFIX + "/account");
        Page account = browser.follow(signedIn);
        assertThat(account.text()).contains(name);
        assertThat(browser.open(account.link("Русский")).title()).isEqualTo("Ваша учётная запись");
        Page signedOut = browser.follow(browser.submit(
                account.document().select("form[action$=/signout]").getFirst(), Map.of()));
        assertThat(signedOut.title()).isEqualTo("You are signed out");
    }

    @Test
    void clientGetsTokensAndSignsItsUserOut() {
        RelyingParty client = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setPostLogoutRedirectionURIs(Set.of(URI.create("https://client.example/bye"))));
        Page signIn = browser.open(PREFIX + RelyingParty.path(client.request()));
        Answer back =
                client.lead(browser, browser.submit(signIn, Map.of("username", user.username(), "password", PASSWORD)));
        assertThat(RelyingParty.parameters(back)).containsEntry("iss", ISSUER);
        Answer tokens = client.exchange(RelyingParty.code(RelyingParty.parameters(back)));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);

        Page question = browser.open(PREFIX + "/oauth2/end_session?client_id="
                + client.client().id() + "&post_logout_redirect_uri=https%3A%2F%2Fclient.example%2Fbye");
        Answer decided = browser.submit(question, Map.of());

        assertThat(decided.header("Location")).isEqualTo("https://client.example/bye");
        assertThat(browser.open(PREFIX + "/account").title()).isEqualTo("Sign in");
    }

    @Test
    void deviceIsAllowedAtTheAddressThatItShows() {
        TestClient television = TestClient.register(SERVICE, "openid", metadata -> {
            metadata.setGrantTypes(Set.of(GrantType.DEVICE_CODE));
            metadata.setResponseTypes(Set.of());
            metadata.setRedirectionURIs(null);
        });
        JsonNode begun = television
                .post(SERVICE, "/oauth2/device_authorization", Map.of("scope", "openid"))
                .json();
        assertThat(begun.path("verification_uri").asString()).isEqualTo(ISSUER + "/device");
        URI shown = URI.create(begun.path("verification_uri_complete").asString());

        Page signIn = browser.open(shown.getRawPath() + "?" + shown.getRawQuery());
        Page code = browser.follow(browser.submit(signIn, Map.of("username", user.username(), "password", PASSWORD)));
        Page question = Browser.page(browser.submit(code, Map.of()));
        Page done = Browser.page(browser.submit(question, Map.of()));

        assertThat(done.title()).isEqualTo("Your device is connected");
    }

    @Test
    void pageOfAnErrorLeadsBack() {
        Page refused = Browser.page(browser.post(PREFIX + "/signin?login_hint=a", Map.of("username", "a")));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.link("Try again")).isEqualTo(PREFIX + "/signin?login_hint=a");
    }
}
