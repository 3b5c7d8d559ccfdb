package services.interoperability;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.springframework.context.ConfigurableApplicationContext;
import services.backing.FreePort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Spring Security's OAuth 2.0 login, RP-initiated logout and resource server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringSecurityIT {

    private final int appPort = FreePort.pick();
    private final int apiPort = FreePort.pick();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Provider provider = Provider.start(SpringRelyingParty.client(appPort), SpringResourceServer.client());
    private final ConfigurableApplicationContext app;
    private final ConfigurableApplicationContext api;

    SpringSecurityIT() {
        app = SpringRelyingParty.start(appPort, provider.issuer());
        api = SpringResourceServer.start(apiPort, provider, SpringRelyingParty.CLIENT_ID);
    }

    @AfterAll
    void stop() {
        app.close();
        api.close();
        provider.close();
        http.close();
    }

    @Test
    void personLogsInAndIsKnown() {
        Person person = provider.register();
        try (Browser browser = Browser.open()) {
            JsonNode me = logIn(browser, person);

            assertThat(me.at("/claims/preferred_username").asString()).isEqualTo(person.username());
            assertThat(me.at("/claims/email").asString()).isEqualTo(person.email());
            assertThat(me.at("/claims/sub").asString())
                    .isEqualTo(me.path("id_token").asString());
        }
    }

    @Test
    void whoRefusesConsentIsNotLoggedIn() {
        try (Browser browser = Browser.open()) {
            browser.go(app("/me"));
            browser.signIn(provider.register());
            browser.decide("deny");

            browser.see(By.xpath("//*[contains(text(), 'access_denied')] | //*[contains(., 'Invalid credentials')]"));
            assertThat(browser.address().getPath()).isEqualTo("/login");
        }
    }

    @Test
    void refreshGivesAnotherTokenAndTheFirstIsDead() throws Exception {
        try (Browser browser = Browser.open()) {
            String first =
                    logIn(browser, provider.register()).path("access_token").asString();
            assertThat(status("/asked/read", first)).isEqualTo(200);

            browser.go(app("/refresh"));
            String second = browser.answer().path("access_token").asString();

            assertThat(status("/asked/read", second)).isEqualTo(200);
            assertThat(status("/asked/read", first)).isEqualTo(401);
        }
    }

    @Test
    void logoutAtTheAppIsLogoutHere() throws Exception {
        try (Browser browser = Browser.open()) {
            String token =
                    logIn(browser, provider.register()).path("access_token").asString();

            browser.go(app("/logout"));
            browser.press(By.cssSelector("button[type=submit]"));

            assertThat(browser.answer().path("logged_in").asBoolean()).isFalse();
            assertThat(browser.address()).isEqualTo(app("/goodbye"));
            assertThat(status("/asked/read", token)).isEqualTo(401);
            browser.go(app("/me"));
            assertThat(browser.asksForThePassword()).isTrue();
        }
    }

    @Test
    void apiTakesTokensByThePublishedKeysAndForTheirScope() throws Exception {
        try (Browser browser = Browser.open()) {
            String token =
                    logIn(browser, provider.register()).path("access_token").asString();

            assertThat(status("/jwt/read", token)).isEqualTo(200);
            assertThat(status("/jwt/write", token)).isEqualTo(403);
            assertThat(status("/jwt/read", withAnotherSignature(token))).isEqualTo(401);
        }
    }

    @Test
    void apiTakesTokensByAskingAndForTheirScope() throws Exception {
        try (Browser browser = Browser.open()) {
            String token =
                    logIn(browser, provider.register()).path("access_token").asString();

            assertThat(status("/asked/read", token)).isEqualTo(200);
            assertThat(status("/asked/write", token)).isEqualTo(403);
            assertThat(status("/asked/read", withAnotherSignature(token))).isEqualTo(401);
        }
    }

    private JsonNode logIn(Browser browser, Person person) {
        browser.go(app("/me"));
        browser.signIn(person);
        browser.decide("allow");
        return browser.answer();
    }

    private URI app(String path) {
        return SpringRelyingParty.at(appPort, path);
    }

    private int status(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(SpringResourceServer.at(apiPort, path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String withAnotherSignature(String token) {
        int signature = token.lastIndexOf('.') + 1;
        return token.substring(0, signature)
                + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
    }
}
