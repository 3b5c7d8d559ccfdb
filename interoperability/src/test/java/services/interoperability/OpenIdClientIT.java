package services.interoperability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import services.backing.FreePort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** openid-client of npm: a pushed request, a key for a secret, DPoP, and all that may be done with tokens afterwards. */
@Tag("debian")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdClientIT {

    private static final String CLIENT_ID = "node-app";
    private static final String SCOPE = "openid profile email data:read";

    private final int port = FreePort.pick();
    private final Provider provider;
    private final ClientProcess client;

    OpenIdClientIT() throws IOException, JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("node").generate();
        provider = Provider.start(registration(key));
        client = start(key);
    }

    @AfterAll
    void stop() {
        client.close();
        provider.close();
    }

    @Test
    void personLogsInAndTheTokensAreWorthNothingWithoutTheKey() {
        Person person = provider.register();
        try (Browser browser = Browser.open()) {
            JsonNode happened = logIn(browser, person);

            assertThat(happened.path("token_type").asString()).isEqualToIgnoringCase("DPoP");
            assertThat(happened.at("/userinfo/preferred_username").asString()).isEqualTo(person.username());
            assertThat(happened.at("/userinfo/sub").asString())
                    .isEqualTo(happened.at("/claims/sub").asString());
            assertThat(happened.path("userinfo_without_proof").asInt()).isEqualTo(401);
        }
    }

    @Test
    void tokensAreRefreshedAskedAboutAndRevoked() {
        try (Browser browser = Browser.open()) {
            JsonNode happened = logIn(browser, provider.register());

            assertThat(happened.at("/introspection/active").asBoolean()).isTrue();
            assertThat(happened.at("/introspection/client_id").asString()).isEqualTo(CLIENT_ID);
            assertThat(happened.at("/introspection/cnf/jkt").asString()).isNotEmpty();
            assertThat(happened.path("userinfo_after_refresh").asString())
                    .isEqualTo(happened.at("/claims/sub").asString());
            assertThat(happened.path("first_is_active_after_refresh").asBoolean())
                    .isFalse();
            assertThat(happened.path("active_after_revocation").asBoolean()).isFalse();
        }
    }

    @Test
    void refusalReachesTheClient() {
        try (Browser browser = Browser.open()) {
            browser.go(URI.create(home()));
            browser.signIn(provider.register());
            browser.decide("deny");

            assertThat(browser.answer().path("error").asString()).isEqualTo("access_denied");
        }
    }

    private JsonNode logIn(Browser browser, Person person) {
        browser.go(URI.create(home()));
        browser.signIn(person);
        browser.decide("allow");
        JsonNode happened = browser.answer();
        assertThat(happened.has("failure")).as(happened.toString()).isFalse();
        return happened;
    }

    private String home() {
        return "http://127.0.0.1:" + port;
    }

    private Map<String, Object> registration(ECKey key) {
        return Map.of(
                "client_id",
                CLIENT_ID,
                "client_name",
                "The app on Node.js",
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                Map.of("keys", List.of(key.toPublicJWK().toJSONObject())),
                "redirect_uris",
                List.of(home() + "/callback"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                SCOPE,
                "require_pushed_authorization_requests",
                true,
                "dpop_bound_access_tokens",
                true,
                "id_token_signed_response_alg",
                "ES256");
    }

    private ClientProcess start(ECKey key) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "openid-client"));
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "relying-party.mjs")) {
            Files.write(folder.resolve(file), Files.readAllBytes(Path.of("src", "test", "node", file)));
        }
        ClientProcess.run(folder, "npm", "ci", "--ignore-scripts");
        Map<String, String> environment = Map.of(
                "ISSUER", provider.issuer().toString(),
                "CLIENT_ID", CLIENT_ID,
                "PRIVATE_JWK", key.toJSONString(),
                "PORT", Integer.toString(port),
                "SCOPE", SCOPE);
        return ClientProcess.start(folder, port, environment, "node", "relying-party.mjs");
    }
}
