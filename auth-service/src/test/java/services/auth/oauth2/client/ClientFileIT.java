package services.auth.oauth2.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.error.StartFailure;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ClientFileIT {

    private static final String SECRET = "a-secret-in-a-file-that-is-long-enough";

    private final String job = "job-" + UUID.randomUUID();
    private final String app = "app-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void clientsOfTheFileAreThereFromTheStart() throws Exception {
        try (AuthServiceUnderTest service = start(clients("token:validate", SECRET))) {
            assertThat(token(service, job, SECRET).text("scope")).isEqualTo("token:validate");
            Client client = service.bean(Clients.class).find(app).orElseThrow();
            assertThat(client.scope()).isEqualTo("openid profile");
            assertThat(client.settings().isFirstParty()).isTrue();
            assertThat(client.metadata().getRedirectionURIStrings())
                    .containsExactly("https://app.example.org/callback");
        }
    }

    @Test
    void restartChangesNothingUnlessTheFileChanged() throws Exception {
        try (AuthServiceUnderTest service = start(clients("token:validate", SECRET))) {
            assertThat(version(service)).isZero();
        }
        try (AuthServiceUnderTest service = start(clients("token:validate", SECRET))) {
            assertThat(version(service)).isZero();
            assertThat(token(service, job, SECRET).status()).isEqualTo(200);
        }
        String other = SECRET + "-another";
        try (AuthServiceUnderTest service = start(clients("token:validate data:read", other))) {
            assertThat(version(service)).isEqualTo(1);
            assertThat(token(service, job, SECRET).text("error")).isEqualTo("invalid_client");
            assertThat(token(service, job, other).text("scope")).isEqualTo("data:read token:validate");
        }
    }

    @Test
    void exampleOfTheDocumentationIsGood() throws Exception {
        String example = Files.readString(Path.of("../docs/clients.example.json"));
        try (AuthServiceUnderTest service = start(example)) {
            assertThat(service.bean(Clients.class).find("shop")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ | is no JSON",
                "{} | must be a JSON array",
                "[1] | client number 1",
                "[{}] | client number 1: client_id",
                "[{'client_id':'a b'}] | client number 1: client_id",
                "[{'client_id':'browser'}] | client number 1: client_id",
                "[{'client_id':'a','redirect_uris':['https://a.example/']}] | client a: client_secret",
                "[{'client_id':'a','client_secret':'short','redirect_uris':['https://a.example/']}] | client a: client_secret",
                "[{'client_id':'a','redirect_uris':['http://a.example/']}] | client a: redirect_uris",
                "[{'client_id':'a','redirect_urls':['https://a.example/']}] | client a: redirect_urls",
                "[{'client_id':'a','token_endpoint_auth_method':'none','client_secret':'12345678901234567890123456789012','redirect_uris':['https://a.example/']}] | client a: client_secret",
                "[PUBLIC,PUBLIC] | client a: client_id",
            })
    void whatIsWrongIsToldInOneLineWithFileClientAndMember(String content, String complaint) throws Exception {
        String json = content.replace(
                        "PUBLIC",
                        "{'client_id':'a','token_endpoint_auth_method':'none','redirect_uris':['https://a.example/']}")
                .replace('\'', '"');

        Throwable failure = catchThrowable(() -> start(json).close());

        assertThat(StartFailure.describe(failure))
                .contains(folder.resolve("clients.json").toString())
                .contains(complaint);
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        Throwable failure = catchThrowable(() -> AuthServiceUnderTest.on(
                        BackingServices.shared(), Map.of("auth-service.clients.file", "/no/such/file.json"))
                .close());

        assertThat(StartFailure.describe(failure)).contains("AUTH_SERVICE_CLIENTS_FILE", "/no/such/file.json");
    }

    private String clients(String scope, String secret) {
        return """
                {"clients": [
                  {"client_id": "%s", "client_secret": "%s", "grant_types": ["client_credentials"], "scope": "%s"},
                  {"client_id": "%s", "token_endpoint_auth_method": "none", "scope": "openid profile", "first_party": true,
                   "redirect_uris": ["https://app.example.org/callback"]}
                ]}""".formatted(job, secret, scope, app);
    }

    private int version(AuthServiceUnderTest service) {
        return service.bean(Clients.class).find(job).orElseThrow().version();
    }

    private AuthServiceUnderTest start(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("clients.json"), content);
        return AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.clients.file", file.toString()));
    }

    private static Answer token(AuthServiceUnderTest service, String id, String secret) {
        return service.tokenRequest("grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);
    }
}
