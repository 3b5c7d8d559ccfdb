package services.interoperability;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import services.backing.FreePort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Apache with Debian's mod_auth_openidc before a page. */
@Tag("debian")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModAuthOpenIdcIT {

    private static final String CLIENT_ID = "apache";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port = FreePort.pick();
    private final Provider provider = Provider.start(registration());
    private final ClientProcess apache;

    ModAuthOpenIdcIT(@TempDir Path folder) throws IOException {
        apache = start(folder);
    }

    @AfterAll
    void stop() {
        apache.close();
        provider.close();
    }

    @Test
    void personLogsInAndThePageIsToldWhoItIs() {
        Person person = provider.register();
        try (Browser browser = Browser.open()) {
            JsonNode me = logIn(browser, person);

            assertThat(me.path("username").asString()).isEqualTo(person.username());
            assertThat(me.path("email").asString()).isEqualTo(person.email());
        }
    }

    @Test
    void refreshGivesAnotherToken() {
        try (Browser browser = Browser.open()) {
            String first =
                    logIn(browser, provider.register()).path("access_token").asString();

            browser.go(
                    at("/callback?refresh=" + encoded(at("/me.shtml").toString()) + "&access_token=" + encoded(first)));

            assertThat(browser.answer().path("access_token").asString())
                    .isNotEmpty()
                    .isNotEqualTo(first);
        }
    }

    @Test
    void logoutAtThePageIsLogoutHere() {
        try (Browser browser = Browser.open()) {
            logIn(browser, provider.register());

            browser.go(
                    at("/callback?logout=" + encoded(at("/open/goodbye.shtml").toString())));

            assertThat(browser.answer().path("goodbye").asBoolean()).isTrue();
            browser.go(at("/me.shtml"));
            assertThat(browser.asksForThePassword()).isTrue();
        }
    }

    @Test
    void endOfTheLoginEndsTheSessionAtThePage() {
        Person person = provider.register();
        try (Browser browser = Browser.open()) {
            logIn(browser, person);

            provider.logOutEverywhere(person);

            await().atMost(PATIENCE).untilAsserted(() -> {
                browser.go(at("/me.shtml"));
                assertThat(browser.asksForThePassword()).isTrue();
            });
        }
    }

    private JsonNode logIn(Browser browser, Person person) {
        browser.go(at("/me.shtml"));
        browser.signIn(person);
        browser.decide("allow");
        return browser.answer();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Map<String, Object> registration() {
        return Map.of(
                "client_id",
                CLIENT_ID,
                "client_secret",
                Provider.SECRET,
                "client_name",
                "The page behind Apache",
                "redirect_uris",
                List.of(at("/callback").toString()),
                "post_logout_redirect_uris",
                List.of(at("/open/goodbye.shtml").toString()),
                "backchannel_logout_uri",
                at("/callback?logout=backchannel").toString(),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid profile email",
                "require_pkce",
                true);
    }

    /** @param folder not below the project's, which may be closed to the user as whom Apache serves */
    private ClientProcess start(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration = folder.resolve("apache.conf");
        String template = Files.readString(Path.of("src", "test", "apache", "apache.conf"));
        Files.writeString(configuration, template);
        Files.createDirectories(folder.resolve("site").resolve("open"));
        for (String page : List.of("me.shtml", "open/goodbye.shtml")) {
            Files.write(
                    folder.resolve("site").resolve(page),
                    Files.readAllBytes(Path.of("src", "test", "apache", "site").resolve(page)));
        }
        Map<String, String> environment = Map.of(
                "FOLDER", folder.toString(),
                "PORT", Integer.toString(port),
                "ISSUER", provider.issuer().toString(),
                "CLIENT_ID", CLIENT_ID,
                "CLIENT_SECRET", Provider.SECRET);
        return ClientProcess.start(
                folder, port, environment, "/usr/sbin/apache2", "-D", "FOREGROUND", "-f", configuration.toString());
    }
}
