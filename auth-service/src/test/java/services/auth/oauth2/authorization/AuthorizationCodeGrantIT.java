package services.auth.oauth2.authorization;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.auth.oauth2.client.ClientRegistrations;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.auth.redis.RedisLink;
import services.auth.token.Secrets;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuthorizationCodeGrantIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());
    private static final String TOKENS = "/oauth2/token";

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void codeGetsTokens() {
        Answer tokens = client.exchange(client.code(user, "openid data:read data:write offline_access"));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.header("Content-Type")).startsWith("application/json");
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.json().path("expires_in").asInt()).isPositive();
        assertThat(tokens.text("refresh_token")).isNotEmpty();
        Answer validation = SERVICE.validate(tokens.text("access_token"));
        assertThat(validation.text("sub")).isEqualTo(user.id());
        assertThat(validation.text("client_id")).isEqualTo(client.client().id());
        assertThat(validation.text("scope")).isEqualTo("data:read data:write offline_access openid");
    }

    @Test
    void openidRequestGetsAnIdToken() throws Exception {
        Answer tokens = client.exchange(client.code(user, "openid"));

        assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getSubject())
                .isEqualTo(user.id());
    }

    @Test
    void plainOAuthRequestGetsNoIdToken() {
        Answer tokens = client.exchange(client.code(user, "data:read profile"));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().has("id_token")).isFalse();
        Answer refreshed = client.refresh(tokens.text("refresh_token"), Map.of());
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(refreshed.json().has("id_token")).isFalse();
    }

    @Test
    void scopeIsNamedWhereItDiffersFromTheRequested() throws Exception {
        RelyingParty office =
                new RelyingParty(SERVICE, TestClient.register(SERVICE, "openid data:read users:write", metadata -> {}));

        for (Map.Entry<String, String> asked : Map.of(
                        // what the user may not do, what the client may not ask for, what is unknown
                        "openid data:read users:write", "data:read openid",
                        "openid data:read data:write nonsense", "data:read openid",
                        // no user is told of without being asked for
                        "", "data:read")
                .entrySet()) {
            Answer tokens = office.exchange(office.code(user, asked.getKey()));

            assertThat(tokens.text("scope")).as(asked.getKey()).isEqualTo(asked.getValue());
            assertThat(claims(tokens).getStringClaim("scope"))
                    .as(asked.getKey())
                    .isEqualTo(asked.getValue());
            assertThat(SERVICE.validate(tokens.text("access_token")).text("scope"))
                    .isEqualTo(asked.getValue());
        }
    }

    @Test
    void codeHas256RandomBitsAndRestsAsAHash() {
        Browser browser = signedIn();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            codes.add(RelyingParty.code(client.answer(browser, client.request())));
        }

        assertThat(codes).hasSize(20).allSatisfy(code -> {
            assertThat(code).matches("[\\w-]{43}");
            assertThat(code).doesNotContain(client.request().get("code_challenge"));
        });
        Map<String, String> kept = keptCodes();
        assertThat(codes).allSatisfy(code -> {
            assertThat(kept).containsKey("authorization-code:" + Secrets.hash(code));
            assertThat(kept).allSatisfy((key, value) -> assertThat(key + value).doesNotContain(code));
        });
    }

    @Test
    void codeIsDeadAfterSixtySeconds() {
        Browser browser = signedIn();
        String inTime = RelyingParty.code(client.answer(browser, client.request()));
        String late = RelyingParty.code(client.answer(browser, client.request()));

        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(45));
        assertThat(client.exchange(inTime).status()).isEqualTo(200);
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(16));

        assertError(client.exchange(late), 400, "invalid_grant");
    }

    @Test
    void codeUsedTwiceIsRefusedAndItsTokensEnd() {
        String code = client.code(user, "openid offline_access");
        Answer tokens = client.exchange(code);
        String token = tokens.text("access_token");
        assertThat(SERVICE.isLive(token)).isTrue();

        Answer again = client.exchange(code);

        assertError(again, 400, "invalid_grant");
        assertThat(again.header("Content-Type")).startsWith("application/json");
        assertThat(SERVICE.isLive(token)).isFalse();
        assertThat(SERVICE.get("/oauth2/userinfo", token).status()).isEqualTo(401);
        assertError(client.refresh(tokens.text("refresh_token"), Map.of()), 400, "invalid_grant");
        assertError(client.exchange(code), 400, "invalid_grant");
    }

    @Test
    void codeUsedAgainWhenItIsTooOldEndsItsTokensToo() {
        String code = client.code(user, "openid");
        String token = client.exchange(code).text("access_token");
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(90));

        assertError(client.exchange(code), 400, "invalid_grant");

        assertThat(SERVICE.isLive(token)).isFalse();
    }

    @Test
    void ofParallelUsesOneAtMostGetsTokensAndNoneOfThemLives() {
        String code = client.code(user, "openid");
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> uses = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> client.exchange(code), requests))
                    .limit(16)
                    .toList();
            List<Answer> answers = uses.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(Answer::status).containsOnly(200, 400);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 200)
                    .hasSize(1)
                    .allSatisfy(answer -> assertThat(SERVICE.isLive(answer.text("access_token")))
                            .isFalse());
        }
    }

    @Test
    void codeOfAnotherClientIsInvalidGrant() {
        String code = client.code(user, "openid");
        RelyingParty other = RelyingParty.register(SERVICE);
        RelyingParty app = publicClient();

        assertError(other.client().post(SERVICE, TOKENS, form(client, code)), 400, "invalid_grant");
        assertError(SERVICE.tokenRequest(TestClient.form(named(app, form(client, code)))), 400, "invalid_grant");

        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void redirectUriIsTheOneOfTheAuthorizationRequest() {
        RelyingParty several = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setRedirectionURIs(
                        Set.of(URI.create(RelyingParty.REDIRECT_URI), URI.create("https://client.example/other"))));
        String code = several.code(user, "openid");

        for (String wrong : List.of(
                "",
                "https://client.example/other",
                "https://client.example/callback/",
                "https://client.example/Callback",
                "https://client.example:443/callback",
                "https://attacker.example/callback")) {
            assertError(several.exchange(code, Map.of("redirect_uri", wrong)), 400, "invalid_grant");
        }
        assertThat(several.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void unknownCodeIsInvalidGrant() {
        String spent = client.code(user, "openid");
        String refreshToken = client.exchange(spent).text("refresh_token");

        for (String unknown :
                List.of("a".repeat(43), "nonsense", " ", "\u00e9\"\\\u0000", "a".repeat(10_000), refreshToken)) {
            Answer answer = client.exchange(unknown);
            assertThat(answer.status()).as(unknown).isEqualTo(400);
            assertThat(answer.text("error")).as(unknown).isIn("invalid_grant", "invalid_request");
        }
        assertError(client.exchange("a".repeat(43)), 400, "invalid_grant");
        assertError(client.exchange(refreshToken), 400, "invalid_grant");
        assertError(client.exchange(""), 400, "invalid_request");
    }

    @Test
    void confidentialClientAuthenticates() {
        String code = client.code(user, "openid");
        String form = TestClient.form(named(client, form(client, code)));

        assertError(SERVICE.tokenRequest(form), 401, "invalid_client");
        assertError(SERVICE.tokenRequest(form + "&client_secret=wrong"), 401, "invalid_client");
        assertError(
                new TestClient(client.client().id(), "wrong").post(SERVICE, TOKENS, form(client, code)),
                401,
                "invalid_client");

        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void publicClientNamesItself() {
        RelyingParty app = publicClient();
        RelyingParty other = publicClient();
        String code = app.code(user, "openid");

        Answer unnamed = SERVICE.tokenRequest(TestClient.form(form(app, code)));
        assertThat(unnamed.status()).as(unnamed.body()).isIn(400, 401);
        assertThat(unnamed.text("error")).isIn("invalid_request", "invalid_client");
        assertError(SERVICE.tokenRequest(TestClient.form(named(other, form(app, code)))), 400, "invalid_grant");

        Answer tokens = SERVICE.tokenRequest(TestClient.form(named(app, form(app, code))));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(SERVICE.validate(tokens.text("access_token")).text("client_id"))
                .isEqualTo(app.client().id());
    }

    @Test
    void codeVerifierThatDoesNotMatchIsInvalidGrant() {
        String code = client.code(user, "openid");

        for (String wrong : List.of(
                "w".repeat(43),
                client.request().get("code_challenge"),
                client.verifier() + "a",
                client.verifier().substring(1) + "a",
                RelyingParty.register(SERVICE).verifier())) {
            assertError(client.exchange(code, Map.of("code_verifier", wrong)), 400, "invalid_grant");
        }

        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void codeVerifierOfTheStandardsExampleFits() {
        String code = codeWith(Map.of("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));

        assertThat(client.exchange(code, Map.of("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void codeVerifierIsDemandedWhereAChallengeWas() {
        String code = client.code(user, "openid");

        assertError(client.exchange(code, Map.of("code_verifier", "")), 400, "invalid_grant");

        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void codeVerifierHas43To128UnreservedCharacters() throws Exception {
        for (String wrong : List.of(
                "a".repeat(42),
                "a".repeat(129),
                "a".repeat(42) + "+",
                "a".repeat(42) + "/",
                "a".repeat(42) + "=",
                "a".repeat(42) + " ",
                "a".repeat(42) + "%",
                "a".repeat(42) + "\u00e9")) {
            // fitting in all else
            String code = codeWith(Map.of("code_challenge", challenge(wrong)));
            Answer answer = client.exchange(code, Map.of("code_verifier", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.text("error")).as(wrong).isIn("invalid_grant", "invalid_request");
        }
        for (String right : List.of("a".repeat(43), "A0-._~".repeat(21) + "zZ")) {
            String code = codeWith(Map.of("code_challenge", challenge(right)));
            assertThat(client.exchange(code, Map.of("code_verifier", right)).status())
                    .as(right)
                    .isEqualTo(200);
        }
    }

    @Test
    void verifierWithoutAChallengeIsRefused() {
        String code = codeWith(Map.of("code_challenge", "", "code_challenge_method", ""));

        assertError(client.exchange(code), 400, "invalid_grant");

        assertThat(client.exchange(code, Map.of("code_verifier", "")).status()).isEqualTo(200);
    }

    @Test
    void accessTokenFollowsRfc9068() throws Exception {
        Instant before = SERVICE.bean(TestClock.class).instant();
        Answer tokens = client.exchange(client.code(user, "openid data:read"));

        SignedJWT token = SignedJWT.parse(tokens.text("access_token"));
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        JWKSet keys = JWKSet.parse(SERVICE.send(SERVICE.request(SERVICE.publicUri("/.well-known/jwks.json")))
                .body());
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(AuthServiceUnderTest.ISSUER);
        assertThat(claims.getSubject()).isEqualTo(user.id());
        assertThat(claims.getAudience()).containsExactly("resource-service");
        assertThat(claims.getStringClaim("client_id")).isEqualTo(client.client().id());
        assertThat(claims.getStringClaim("scope")).isEqualTo("data:read openid");
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getIssueTime().toInstant())
                .isBetween(before.minusSeconds(1), SERVICE.bean(TestClock.class).instant());
        assertThat(Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant())
                        .toSeconds())
                .isEqualTo(tokens.json().path("expires_in").asLong());
        assertThat(claims(client.refresh(tokens.text("refresh_token"), Map.of()))
                        .getJWTID())
                .isNotEqualTo(claims.getJWTID());
    }

    @Test
    void accessTokenHasNoPersonalData() throws Exception {
        assertThat(SERVICE.call(
                                "PATCH",
                                "/users/me",
                                SERVICE.tokenOf(user),
                                Map.of(
                                        "claims",
                                        Map.of(
                                                "name",
                                                "Ada Lovelace",
                                                "phone_number",
                                                "+442071234567",
                                                "address",
                                                Map.of("locality", "London"))))
                        .status())
                .isEqualTo(200);
        String asked = "{\"name\":{\"essential\":true},\"email\":null,\"address\":null,\"phone_number\":null}";
        String code = codeWith(Map.of(
                "scope",
                "openid profile email address phone",
                "claims",
                "{\"userinfo\":" + asked + ",\"id_token\":" + asked + "}"));

        Answer tokens = client.exchange(code);

        JWTClaimsSet claims = claims(tokens);
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "jti",
                        "iat",
                        "exp",
                        "client_id",
                        "scope",
                        "flavour",
                        "sid",
                        "gen",
                        "roles");
        assertThat(claims.toString())
                .doesNotContain(user.username(), user.email(), "Lovelace", "London", "+442071234567");
        // though the client may know all of it
        assertThat(SERVICE.get("/oauth2/userinfo", tokens.text("access_token")).body())
                .contains(user.username(), user.email(), "Lovelace", "London", "+442071234567");
    }

    @Test
    void codeOfAUserWhoLoggedOutEverywhereIsWorthNothing() {
        String code = client.code(user, "openid");
        SERVICE.logoutEverywhere(SERVICE.pairOf(user).token());

        assertError(client.exchange(code), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT FROM users WHERE id = '%s' FOR UPDATE", "LOCK TABLE refresh_tokens IN SHARE MODE"})
    void loginThatIsGrantedWhileItsClientIsRemovedIsNotLive(String halt) throws Exception {
        String code = client.code(user, "openid");
        String clientId = client.client().id();
        try (Connection holder = TestDatabase.connect();
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute(halt.formatted(user.id()));
            CompletableFuture<Answer> exchange = CompletableFuture.supplyAsync(() -> client.exchange(code), requests);
            await().until(() -> waiting() > 0);
            CompletableFuture<Boolean> removal = CompletableFuture.supplyAsync(
                    () -> SERVICE.bean(ClientRegistrations.class).remove(clientId, ignored -> {}), requests);
            await().until(() -> removal.isDone() || waiting() > 1);
            holder.rollback();

            assertThat(removal.join()).isTrue();
            Answer answer = exchange.join();
            assertThat(answer.status() == 200 && SERVICE.isLive(answer.text("access_token")))
                    .isFalse();
            assertThat(TestDatabase.queried(
                            "SELECT count(*) FROM sessions WHERE ended_at IS NULL AND client_id = '" + clientId + "'"))
                    .isEqualTo("0");
        }
    }

    /** How many wait in the database for somebody else. */
    private static int waiting() throws SQLException {
        return Integer.parseInt(TestDatabase.queried("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'"));
    }

    @Test
    void clientWithoutTheGrantIsUnauthorized() {
        RelyingParty machine = RelyingParty.register(SERVICE, metadata -> {
            metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
            metadata.setResponseTypes(Set.of());
            metadata.setRedirectionURIs(null);
        });

        assertError(machine.exchange("any"), 400, "unauthorized_client");
    }

    @Test
    void refreshTokenIsItsClientsAlone() {
        String refreshToken = client.exchange(client.code(user, "openid")).text("refresh_token");
        RelyingParty other = RelyingParty.register(SERVICE);

        assertError(other.refresh(refreshToken, Map.of()), 400, "invalid_grant");
        assertThat(SERVICE.refresh(refreshToken).status()).isEqualTo(401);
        assertError(client.refresh(SERVICE.pairOf(user).refreshToken(), Map.of()), 400, "invalid_grant");
        assertThat(client.refresh(refreshToken, Map.of()).status()).isEqualTo(200);
    }

    private Browser signedIn() {
        Browser browser = new Browser(SERVICE);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        return browser;
    }

    /** A code for a request with these parameters. */
    private String codeWith(Map<String, String> others) {
        return RelyingParty.code(client.answer(signedIn(), client.request(others)));
    }

    private static RelyingParty publicClient() {
        return RelyingParty.register(
                SERVICE, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
    }

    /** What a client sends for a code, but for what it proves itself with. */
    private static Map<String, String> form(RelyingParty party, String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                RelyingParty.REDIRECT_URI,
                "code_verifier",
                party.verifier());
    }

    private static Map<String, String> named(RelyingParty party, Map<String, String> form) {
        Map<String, String> named = new HashMap<>(form);
        named.put("client_id", party.client().id());
        return named;
    }

    /** RFC 7636 section 4.2. */
    private static String challenge(String verifier) throws NoSuchAlgorithmException {
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    private static JWTClaimsSet claims(Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet();
    }

    /** All that Redis knows of codes. */
    private static Map<String, String> keptCodes() {
        RedisLink redis = SERVICE.bean(RedisLink.class);
        List<String> keys = redis.<List<String>>run(
                        commands -> commands.keys("authorization-code:*").toCompletableFuture())
                .toCompletableFuture()
                .join();
        Map<String, String> kept = new HashMap<>();
        keys.forEach(key -> kept.put(
                key,
                String.valueOf(redis.<String>run(commands -> commands.get(key).toCompletableFuture())
                        .toCompletableFuture()
                        .join())));
        return kept;
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
