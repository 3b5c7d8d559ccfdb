package services.auth.oauth2.grant;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TokenControllerIT {

    private static final String POST_CREDENTIALS =
            "&client_id=" + AuthServiceUnderTest.CLIENT_ID + "&client_secret=" + AuthServiceUnderTest.CLIENT_SECRET;

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void clientCredentialsInTheHeaderAndInTheBodyGetAToken() throws Exception {
        Answer basic = basic("grant_type=client_credentials&scope=token:validate", AuthServiceUnderTest.CLIENT_SECRET);
        Answer post = service.tokenRequest("grant_type=client_credentials" + POST_CREDENTIALS);

        for (Answer answer : java.util.List.of(basic, post)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("token_type")).isEqualTo("Bearer");
            assertThat(answer.text("scope")).isEqualTo("token:validate");
            assertThat(answer.json().get("expires_in").asInt()).isEqualTo(300);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(new TreeSet<>(answer.json().propertyNames()))
                    .isEqualTo(new TreeSet<>(new JsonMapper()
                            .readTree(Files.readString(Path.of("../docs/contract/client-credentials-response.json")))
                            .propertyNames()));
        }
    }

    @Test
    void wrongSecretIsInvalidClientWithAChallenge() {
        Answer answer = basic("grant_type=client_credentials", "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_request",
        "grant_type=, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=nonsense, unsupported_grant_type",
        "grant_type=client_credentials&scope=everything, invalid_scope",
        "%%%, invalid_request",
    })
    void badRequestIsAnErrorOfRfc6749(String form, String error) {
        Answer answer = service.tokenRequest(form + POST_CREDENTIALS);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void withoutCredentialsNobodyGetsAToken() {
        assertThat(service.tokenRequest("grant_type=client_credentials").status())
                .isBetween(400, 401);
        assertThat(service.tokenRequest("grant_type=client_credentials&client_id=resource-service")
                        .status())
                .isBetween(400, 401);
        assertThat(service.tokenRequest("grant_type=client_credentials&client_id=%00&client_secret=%00")
                        .status())
                .isBetween(400, 401);
    }

    @Test
    void jsonInsteadOfAFormIsInvalidRequest() {
        Answer answer = service.post("/oauth2/token", "{\"grant_type\":\"client_credentials\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    private Answer basic(String form, String secret) {
        String credentials = Base64.getEncoder()
                .encodeToString((AuthServiceUnderTest.CLIENT_ID + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return service.send(service.request(service.publicUri("/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
