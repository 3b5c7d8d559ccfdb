package services.auth.oauth2.binding;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.DPoPClient;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A token that is bound to a key or a certificate is nobody else's, at this service's own API and at {@code /validateToken}. */
class BoundTokensIT {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String DEAD = "{\"authenticated\":false}";
    private static final String DATA = "https://api.example.com/data";
    private static final String CERTIFICATE = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2";

    private static AuthServiceUnderTest withNonces;

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final DPoPClient client = new DPoPClient();
    private final DPoPClient thief = new DPoPClient();
    private String token;

    @BeforeAll
    static void start() {
        withNonces =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.dpop.nonce-required", true));
    }

    @AfterAll
    static void stop() {
        withNonces.close();
    }

    @BeforeEach
    void logIn() {
        token = client.bind(service, service.pairOf(service.register())).token();
    }

    @Test
    void boundTokenWithAProofIsLetIn() {
        assertThat(client.send(service, "GET", "/users/me", token).status()).isEqualTo(200);
        assertThat(client.send(service, "GET", "/users/me", token).status()).isEqualTo(200);
    }

    @Test
    void boundTokenAsABearerTokenIsRefused() {
        for (Answer answer : List.of(
                service.me(token),
                service.send(service.request(service.publicUri("/users/me")).header("token", token)),
                service.getWithApiKey("/users/me", token))) {
            assertRefused(answer, "invalid_token");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").contains("error=\"invalid_token\"");
            assertThat(answer.response().headers().allValues("WWW-Authenticate"))
                    .anySatisfy(challenge ->
                            assertThat(challenge).startsWith("DPoP ").contains("algs=\"ES256 PS256 EdDSA RS256\""));
        }
    }

    @Test
    void proofWithABearerTokenChangesNothing() {
        Answer answer = service.send(service.request(service.publicUri("/users/me"))
                .header("Authorization", "Bearer " + token)
                .header("DPoP", proof("GET", "/users/me", token)));

        assertRefused(answer, "invalid_token");
    }

    @Test
    void keyOfAThiefOpensNothing() {
        Answer answer = thief.send(service, "GET", "/users/me", token);

        assertRefused(answer, "invalid_token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP ").contains("error=\"invalid_token\"");
    }

    @Test
    void bearerTokenWithTheSchemeDPoPIsRefused() {
        String bearer = service.token();

        assertRefused(client.send(service, "GET", "/users/me", bearer), "invalid_token");
    }

    @Test
    void apiKeyWithTheSchemeDPoPIsRefused() {
        String key = service.apiKeyOf(service.register()).value();

        assertRefused(client.send(service, "GET", "/users/me", key), "invalid_token");
    }

    @Test
    void proofIsForOneRequestAlone() {
        String good = proof("GET", "/users/me", token);
        assertThat(withProofs("GET", "/users/me", good).status()).isEqualTo(200);

        assertInvalidProof(withProofs("GET", "/users/me", good));
        assertInvalidProof(withProofs("GET", "/users/me/sessions", proof("GET", "/users/me", token)));
        assertInvalidProof(withProofs("DELETE", "/users/me", proof("GET", "/users/me", token)));
        String elsewhere = client.proof("GET", "https://elsewhere.example/users/me", token, null);
        assertInvalidProof(withProofs("GET", "/users/me", elsewhere));
    }

    @Test
    void proofIsForOneTokenAlone() {
        String another =
                client.bind(service, service.pairOf(service.register())).token();

        assertInvalidProof(withProofs("GET", "/users/me", proof("GET", "/users/me", another)));
        assertInvalidProof(withProofs("GET", "/users/me", proof("GET", "/users/me", null)));
    }

    @Test
    void thereIsOneProofAndNoMore() {
        assertInvalidProof(withProofs("GET", "/users/me"));
        assertInvalidProof(
                withProofs("GET", "/users/me", proof("GET", "/users/me", token), proof("GET", "/users/me", token)));
        assertInvalidProof(withProofs("GET", "/users/me", "x".repeat(9000)));
        assertInvalidProof(withProofs("GET", "/users/me", ""));
    }

    @Test
    void refusedProofDoesNotKeepAnybodyFromWhatIsOpen() {
        Answer answer = service.send(
                service.request(service.publicUri("/.well-known/jwks.json")).header("Authorization", "DPoP " + token));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void endedLoginIsOverForTheRightKeyToo() {
        assertThat(client.send(service, "POST", "/logout", token).status()).isEqualTo(200);

        assertRefused(client.send(service, "GET", "/users/me", token), "invalid_token");
        assertThat(validate(token, proof(token), null).body()).isEqualTo(DEAD);
    }

    @Test
    void nonceIsWantedAndComesWithEveryAnswer() {
        String bound = client.bind(withNonces, withNonces.pairOf(withNonces.register()))
                .token();

        Answer first = client.send(withNonces, "GET", "/users/me", bound);
        assertRefused(first, "use_dpop_nonce");
        assertThat(first.header("WWW-Authenticate")).startsWith("DPoP ").contains("error=\"use_dpop_nonce\"");

        Answer second =
                withNonces.send(client.request(withNonces, "GET", "/users/me", bound, first.header("DPoP-Nonce")));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("DPoP-Nonce")).isEqualTo(first.header("DPoP-Nonce"));
    }

    @Test
    void validationTellsWhatATokenIsBoundToAsTheContractSays() throws IOException {
        Answer answer = validate(token, proof(token), null);

        assertThat(answer.json().at("/cnf/jkt").asString()).isEqualTo(client.thumbprint());
        JsonNode contract = contract("validate-token-live-dpop.json");
        assertThat(members(answer.json())).isEqualTo(members(contract));
        assertThat(members(answer.json().get("cnf"))).isEqualTo(members(contract.get("cnf")));
        assertThat(answer.json().get("authenticated").asBoolean()).isTrue();
    }

    @Test
    void validationOfABoundTokenAsABearerTokenOrWithAnothersKeyIsThatOfADeadOne() {
        assertThat(service.validate(token).body()).isEqualTo(DEAD);
        assertThat(validate(token, thief.proof("GET", DATA, token, null), null).body())
                .isEqualTo(DEAD);
        assertThat(validate(service.token(), proof(token), null).body()).isEqualTo(DEAD);
        assertThat(validate(token, null, CERTIFICATE).body()).isEqualTo(DEAD);
        String key = service.apiKeyOf(service.register()).value();
        assertThat(validate(key, proof(key), null).body()).isEqualTo(DEAD);
    }

    @Test
    void validationBlamesABadProofAsTheContractSays() throws IOException {
        String good = proof(token);
        assertThat(validate(token, good, null).json().get("authenticated").asBoolean())
                .isTrue();

        JsonNode contract = contract("validate-token-dead-proof.json");
        assertThat(validate(token, good, null).json()).isEqualTo(contract);
        assertThat(validate(token, "garbage", null).json()).isEqualTo(contract);
        assertThat(validate(token, client.proof("GET", DATA, null, null), null).json())
                .isEqualTo(contract);
        assertThat(validate(token, client.proof("POST", DATA, token, null), null)
                        .json())
                .isEqualTo(contract);
        // of a token that is none, nothing is told
        assertThat(validate("garbage", "garbage", null).body()).isEqualTo(DEAD);
    }

    @Test
    void validationWantsNoncesAsTheContractSays() throws IOException {
        String bound = client.bind(withNonces, withNonces.pairOf(withNonces.register()))
                .token();

        Answer wanted = validate(withNonces, bound, proof(bound), null);
        JsonNode contract = contract("validate-token-dead-nonce.json");
        assertThat(members(wanted.json())).isEqualTo(members(contract));
        assertThat(wanted.text("error")).isEqualTo(contract.get("error").asString());

        String nonce = wanted.text("dpop_nonce");
        Answer live = validate(withNonces, bound, client.proof("GET", DATA, bound, nonce), null);
        assertThat(live.json().get("authenticated").asBoolean()).isTrue();
        assertThat(live.text("dpop_nonce")).isEqualTo(nonce);
        // a bearer token has no use for one
        assertThat(withNonces.validate(withNonces.token()).json().has("dpop_nonce"))
                .isFalse();
    }

    @Test
    void certificateBoundTokenIsForWhoeverShowedThatCertificate() throws IOException {
        String bound = DPoPClient.bind(service, service.pairOf(service.register()), "cnf_x5t", CERTIFICATE)
                .token();

        Answer live = validate(bound, null, CERTIFICATE);
        JsonNode contract = contract("validate-token-live-certificate.json");
        assertThat(members(live.json())).isEqualTo(members(contract));
        assertThat(live.json().get("cnf")).isEqualTo(contract.get("cnf"));
        assertThat(service.validate(bound).body()).isEqualTo(DEAD);
        assertThat(validate(bound, null, "another").body()).isEqualTo(DEAD);
        assertThat(validate(bound, proof(bound), null).body()).isEqualTo(DEAD);
        assertRefused(service.me(bound), "invalid_token");
    }

    @Test
    void certificateOfAClientWithABearerTokenDoesNotMatter() {
        assertThat(validate(service.token(), null, CERTIFICATE)
                        .json()
                        .get("authenticated")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void refreshedTokenIsBoundToTheSameKey() {
        Pair bound = client.bind(service, service.pairOf(service.register()));
        Pair next = Pair.of(service.refresh(bound.refreshToken()));

        assertThat(service.isLive(next.token())).isFalse();
        assertThat(client.send(service, "GET", "/users/me", next.token()).status())
                .isEqualTo(200);
    }

    @Test
    void clientsOwnBoundTokenIsNoBearerTokenOnTheInternalListenerEither() {
        String own = service.send(service.request(service.publicUri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("DPoP", client.proof())
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                                + AuthServiceUnderTest.CLIENT_ID + "&client_secret="
                                + AuthServiceUnderTest.CLIENT_SECRET)))
                .text("access_token");

        assertRefused(service.validateAs(own, token), "invalid_token");
        Answer proved = service.send(question(Map.of("token", service.token()))
                .setHeader("Authorization", "DPoP " + own)
                .header("DPoP", client.proof("POST", "http://localhost:8081/validateToken", own, null)));
        assertThat(proved.json().get("authenticated").asBoolean()).isTrue();
    }

    @Test
    void malformedProofIsABadRequest() {
        for (Object dpop :
                List.of("text", Map.of(), Map.of("proof", "a"), Map.of("proof", 1, "htm", "GET", "htu", DATA))) {
            assertThat(service.send(question(Map.of("token", token, "dpop", dpop)))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void bearerTokenCostsOneQuestionToRedisAsEverAndABoundOneASecond() {
        String bearer = service.token();
        String callerToken = service.clientToken();
        service.validateAs(callerToken, bearer);
        validate(token, proof(token), null);
        AtomicInteger redis = new AtomicInteger();
        AtomicInteger postgres = new AtomicInteger();
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared())) {
            own.bean(CircuitBreaker.class).getEventPublisher().onSuccess(ignored -> redis.incrementAndGet());
            own.bean(Bulkhead.class).getEventPublisher().onCallPermitted(ignored -> postgres.incrementAndGet());
            String caller = own.clientToken();
            int before = redis.get();
            assertThat(own.validateAs(caller, bearer)
                            .json()
                            .get("authenticated")
                            .asBoolean())
                    .isTrue();
            assertThat(redis.get() - before).isEqualTo(1);
            before = redis.get();
            assertThat(validate(own, token, proof(token), null)
                            .json()
                            .get("authenticated")
                            .asBoolean())
                    .isTrue();
            assertThat(redis.get() - before).isEqualTo(2);
            assertThat(postgres).hasValue(0);
        }
    }

    @Test
    void withoutRedisABearerTokenIsJudgedAndOfABoundOneNobodyCanTell() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest alone = AuthServiceUnderTest.on(backing)) {
            String bearer = alone.token();
            String bound = client.bind(alone, alone.pairOf(alone.register())).token();
            backing.redis().kill();

            assertThat(alone.isLive(bearer)).isTrue();
            Answer answer = validate(alone, bound, proof(bound), null);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(client.send(alone, "GET", "/users/me", bound).status()).isEqualTo(503);
            // to refuse takes nobody's word
            assertThat(alone.validate(bound).body()).isEqualTo(DEAD);
        }
    }

    private String proof(String method, String path, @Nullable String forToken) {
        return client.proof(method, AuthServiceUnderTest.ISSUER + path, forToken, null);
    }

    /** For a request to the resource server. */
    private String proof(String forToken) {
        return client.proof("GET", DATA, forToken, null);
    }

    private Answer withProofs(String method, String path, String... proofs) {
        HttpRequest.Builder request = service.request(service.publicUri(path))
                .header("Authorization", "DPoP " + token)
                .method(method, BodyPublishers.noBody());
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return service.send(request);
    }

    private Answer validate(String value, @Nullable String proof, @Nullable String certificate) {
        return validate(service, value, proof, certificate);
    }

    private static Answer validate(
            AuthServiceUnderTest asked, String value, @Nullable String proof, @Nullable String certificate) {
        Map<String, Object> members = new HashMap<>(Map.of("token", value));
        if (proof != null) {
            members.put("dpop", Map.of("proof", proof, "htm", "GET", "htu", DATA));
        }
        if (certificate != null) {
            members.put("x5t#S256", certificate);
        }
        return asked.send(question(asked, members));
    }

    private HttpRequest.Builder question(Map<String, ?> members) {
        return question(service, members);
    }

    private static HttpRequest.Builder question(AuthServiceUnderTest asked, Map<String, ?> members) {
        return asked.request(asked.internalUri("/validateToken"))
                .header("Authorization", "Bearer " + asked.clientToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AuthServiceUnderTest.json(members)));
    }

    private static void assertInvalidProof(Answer answer) {
        assertRefused(answer, "invalid_dpop_proof");
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"", "algs=");
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo(code);
    }

    private static JsonNode contract(String file) throws IOException {
        return new JsonMapper().readTree(Files.readString(CONTRACT.resolve(file)));
    }

    private static TreeSet<String> members(JsonNode node) {
        return new TreeSet<>(node.propertyNames());
    }
}
