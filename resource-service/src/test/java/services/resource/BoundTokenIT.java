package services.resource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens that are bound to a key or a certificate, between clients and an auth-service that says what the contract says. */
class BoundTokenIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALICE = UUID.randomUUID() + "~data.read+data.write";

    private static AuthServiceStub authService;
    private static TestService service;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        Map<String, Object> settings =
                TestService.settings(BackingServices.shared().postgres().database("resource_bound"), authService.url());
        settings.put("resource-service.public-url", "https://api.example.com");
        settings.put("resource-service.trusted-proxies", "127.0.0.1,::1");
        settings.put("resource-service.client-certificate-header", "Client-Cert");
        service = TestService.start(settings);
    }

    @AfterEach
    void recover() {
        authService.recover();
        authService.validations().clear();
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void proofIsHandedOnWithTheAddressThatClientsKnow() {
        HttpResponse<String> answer = service.get("/data?limit=1", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(question())
                .isEqualTo(JSON.readTree(
                        "{\"token\":\"%s\",\"dpop\":{\"proof\":\"a.b.c\",\"htm\":\"GET\",\"htu\":\"https://api.example.com/data\"}}"
                                .formatted(ALICE)));
    }

    @Test
    void bearerTokenIsAskedAboutWithoutAProofWhateverHeadersThereAre() {
        service.get("/data", "Authorization", "Bearer " + ALICE, "DPoP", "a.b.c");

        assertThat(question()).isEqualTo(JSON.readTree("{\"token\":\"%s\"}".formatted(ALICE)));
    }

    @Test
    void schemeWithoutAProofOrWithTwoIsRefusedWithoutAQuestion() {
        for (HttpResponse<String> answer : List.of(
                service.get("/data", "Authorization", "DPoP " + ALICE),
                service.get("/data", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c", "DPoP", "d.e.f"))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"invalid_dpop_proof\"");
            assertThat(challenge(answer)).startsWith("DPoP ").contains("error=\"invalid_dpop_proof\"", "algs=");
        }
        assertThat(authService.validations()).isEmpty();
    }

    @Test
    void deadTokenIsSaidSoUnderTheSchemeThatWasTried() {
        HttpResponse<String> answer = service.get("/data", "Authorization", "DPoP dead", "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"invalid_token\"");
        assertThat(challenge(answer)).startsWith("DPoP ").contains("error=\"invalid_token\"");
    }

    @Test
    void lackOfScopeIsSaidUnderTheSchemeThatWasTried() {
        HttpResponse<String> answer =
                service.get("/data", "Authorization", "DPoP " + UUID.randomUUID() + "~", "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(challenge(answer)).startsWith("DPoP ").contains("error=\"insufficient_scope\"");
    }

    @Test
    void proofThatIsNoneIsSaidToBeToBlame() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead-proof.json")));
        HttpResponse<String> answer = service.get("/data", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"invalid_dpop_proof\"");
        assertThat(challenge(answer)).contains("error=\"invalid_dpop_proof\"");
    }

    @Test
    void nonceThatIsWantedIsHandedOn() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-dead-nonce.json")));
        HttpResponse<String> answer = service.get("/data", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(challenge(answer)).startsWith("DPoP ").contains("error=\"use_dpop_nonce\"");
        assertThat(answer.headers().firstValue("DPoP-Nonce")).contains("5Zc1x1nUfTbsXzyY7jHk2pJ0q3rVwB4mA9eLgDsOiKc");
    }

    @Test
    void nextNonceComesWithTheData() {
        authService.answerValidations(
                AuthServiceStub.json(
                        200,
                        "{\"authenticated\":true,\"sub\":\"alice\",\"scope\":\"data:read\",\"cnf\":{\"jkt\":\"a\"},\"dpop_nonce\":\"next\"}"));
        HttpResponse<String> answer = service.get("/data", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("DPoP-Nonce")).contains("next");
    }

    @Test
    void boundTokenAsABearerTokenIsRefusedThoughAuthServiceCallsItLive() {
        authService.answerValidations(AuthServiceStub.json(200, Contract.read("validate-token-live-dpop.json")));
        HttpResponse<String> answer = service.get("/data", "Authorization", "Bearer " + ALICE);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(challenge(answer)).startsWith("Bearer ").contains("error=\"invalid_token\"");
    }

    @Test
    void illAuthServiceIsNoVerdictAboutAProof() {
        authService.answerValidations(
                AuthServiceStub.answer(503, "application/problem+json", Contract.read("unavailable.json")));
        HttpResponse<String> answer = service.get("/data", "Authorization", "DPoP " + ALICE, "DPoP", "a.b.c");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(authService.validations()).hasSize(1);
    }

    @Test
    void certificateThatATrustedProxyHandsOnIsReported() throws Exception {
        TestCertificate certificate = TestCertificate.create();
        String header = ":"
                + Base64.getEncoder().encodeToString(certificate.certificate().getEncoded()) + ":";
        service.get("/data", "Authorization", "Bearer " + ALICE, "Client-Cert", header);

        assertThat(question().get("x5t#S256").stringValue()).isEqualTo(certificate.thumbprint());
    }

    @Test
    void certificateOfTheConnectionIsReportedWhoeverSignedItAndNoneIsNeeded() throws Exception {
        TestCertificate server = TestCertificate.create();
        TestCertificate client = TestCertificate.create();
        Map<String, Object> settings = new HashMap<>(TestService.settings(
                BackingServices.shared().postgres().database("resource_bound_tls"), authService.url()));
        settings.put("resource-service.tls.enabled", true);
        settings.put("resource-service.tls.client-certificates", true);
        settings.put("resource-service.tls.certificate-path", write("certificate.pem", server.certificatePem()));
        settings.put("resource-service.tls.key-path", write("key.pem", server.keyPem()));
        try (TestService withTls = TestService.start(settings)) {
            // a header is not believed here: nobody is trusted to have written it
            assertThat(get(client.trusting(server), withTls.port(), "Client-Cert", ":AAAA:"))
                    .isEqualTo(200);
            assertThat(question().get("x5t#S256").stringValue()).isEqualTo(client.thumbprint());
            authService.validations().clear();

            assertThat(get(server.trusted(), withTls.port(), "X", "y")).isEqualTo(200);
            assertThat(question().has("x5t#S256")).isFalse();
        }
    }

    private static int get(SSLContext tls, int port, String... headers) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/data"))
                    .header("Authorization", "Bearer " + ALICE)
                    .headers(headers)
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private String write(String file, String text) throws Exception {
        return Files.writeString(folder.resolve(file), text).toString();
    }

    private static JsonNode question() {
        assertThat(authService.validations()).hasSize(1);
        return JSON.readTree(authService.validations().getFirst().body());
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
