package services.auth.oauth2.authorization;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.page.Browser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the answer to an authorization request may go (RFC 6749 section 3.1.2, RFC 9700 section 2.1). */
class RedirectUriIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();
    private final Browser browser = new Browser(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%%%",
                "https://attacker.example/callback",
                "javascript:alert(1)",
                "/callback",
                "https://client.example/callback#fragment",
                "https://client.example/callback\r\nSet-Cookie: a=b"
            })
    void wrongRedirectUriShowsAPageAndNeverRedirects(String redirectUri) {
        RelyingParty several = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setRedirectionURIs(
                        Set.of(URI.create(RelyingParty.REDIRECT_URI), URI.create("https://client.example/other"))));

        Answer answer = browser.get(RelyingParty.path(several.request(Map.of("redirect_uri", redirectUri))));

        RelyingParty.assertTellsTheUser(answer);
        if (!redirectUri.isEmpty()) {
            assertThat(Jsoup.parse(answer.body())
                            .select("[href],[action],[src],meta[http-equiv]")
                            .outerHtml())
                    .doesNotContain(redirectUri);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://client.example/Callback",
                "https://client.example/callback/",
                "https://client.example/callback?a=1",
                "https://client.example/callback?",
                "https://client.example:443/callback",
                "https://client.example:8443/callback",
                "https://client.example/%63allback",
                "https://client.example/%2e/callback",
                "https://client.example/./callback",
                "https://client.example/a/../callback",
                "https://client.example/callback%2e",
                "https://user@client.example/callback",
                "https://client.example@attacker.example/callback",
                "https://sub.client.example/callback",
                "https://client.example.attacker.example/callback",
                "https://CLIENT.example/callback",
                "HTTPS://client.example/callback",
                "http://client.example/callback",
                "https://cli\u0435nt.example/callback",
                "https://client.example/cal\u006c\u0301back",
                " https://client.example/callback",
                "https://client.example/callback\u0000"
            })
    void redirectUriIsComparedCharacterByCharacter(String redirectUri) {
        RelyingParty.assertTellsTheUser(
                browser.get(RelyingParty.path(client.request(Map.of("redirect_uri", redirectUri)))));
    }

    @Test
    void loopbackRedirectUriMayUseAnyPort() {
        RelyingParty app = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setRedirectionURIs(Set.of(
                        URI.create("http://127.0.0.1/cb"),
                        URI.create("http://[::1]/cb"),
                        URI.create("https://client.example/callback"))));

        for (String good : List.of(
                "http://127.0.0.1/cb",
                "http://127.0.0.1:1024/cb",
                "http://127.0.0.1:65000/cb",
                "http://[::1]:5000/cb")) {
            Answer answer = browser.get(RelyingParty.path(app.request(Map.of("redirect_uri", good, "prompt", "none"))));
            assertThat(answer.header("Location")).startsWith(good + "?").contains("error=login_required");
        }
        for (String wrong : List.of(
                "http://127.0.0.1:1024/other",
                "http://127.0.0.1:1024/cb?a=1",
                "http://127.0.0.2:1024/cb",
                "http://localhost:1024/cb",
                "http://127.0.0.1:1024@attacker.example/cb",
                "http://user@127.0.0.1:1024/cb",
                "https://127.0.0.1:1024/cb",
                "http://127.0.0.1:/cb",
                "http://127.0.0.1.attacker.example:1024/cb",
                "https://client.example:1024/callback")) {
            RelyingParty.assertTellsTheUser(
                    browser.get(RelyingParty.path(app.request(Map.of("redirect_uri", wrong, "prompt", "none")))));
        }
    }

    @Test
    void redirectUriMayBeAbsentOnlyFromAPlainOAuthRequestOfAClientWithOne() {
        signIn();

        Map<String, String> answer =
                client.answer(browser, client.request(Map.of("redirect_uri", "", "scope", "data:read")));
        assertThat(client.exchange(RelyingParty.code(answer), Map.of("redirect_uri", ""))
                        .status())
                .isEqualTo(200);
        RelyingParty.assertTellsTheUser(browser.get(RelyingParty.path(client.request(Map.of("redirect_uri", "")))));
    }

    @Test
    void queryOfTheRedirectUriIsKept() {
        String withQuery = "https://client.example/callback?a=1&b=%20c";
        RelyingParty other =
                RelyingParty.register(SERVICE, metadata -> metadata.setRedirectionURI(URI.create(withQuery)));
        signIn();

        Answer answer =
                other.lead(browser, browser.get(RelyingParty.path(other.request(Map.of("redirect_uri", withQuery)))));

        assertThat(answer.header("Location")).startsWith("https://client.example/callback?");
        assertThat(RelyingParty.parameters(answer))
                .containsEntry("a", "1")
                .containsEntry("b", " c")
                .containsKeys("code", "state");
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }
}
