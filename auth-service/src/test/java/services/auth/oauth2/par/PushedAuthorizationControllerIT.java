package services.auth.oauth2.par;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.auth.redis.RedisLink;
import services.auth.token.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

class PushedAuthorizationControllerIT {

    private static final String PATH = "/oauth2/par";
    private static final String NAME = "urn:ietf:params:oauth:request_uri:";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final RelyingParty client = RelyingParty.register(service);
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);

    @Test
    void pushedRequestIsAnsweredWithAUriOfItsOwn() {
        Answer answer = push(client.request());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text("request_uri")).startsWith(NAME);
        assertThat(answer.json().path("expires_in").asInt()).isPositive();
        signIn();
        Map<String, String> back = client.answer(browser, named(client, answer.text("request_uri")));
        assertThat(back).containsEntry("state", "a state").containsKey("code");
        assertThat(client.exchange(RelyingParty.code(back)).status()).isEqualTo(200);
    }

    @Test
    void requestUriHas256RandomBits() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String name = push(client.request()).text("request_uri");
            assertThat(name.substring(NAME.length())).matches("[\\w-]{43}");
            names.add(name);
        }

        assertThat(names).hasSize(20);
        List<String> keys = redisKeys();
        assertThat(names).allSatisfy(name -> {
            assertThat(keys).noneMatch(key -> key.contains(name.substring(NAME.length())));
            assertThat(keys).anyMatch(key -> key.contains(Secrets.hash(name)));
        });
    }

    @Test
    void requestUriOfAnotherClientIsRefused() {
        RelyingParty other = RelyingParty.register(service);
        signIn();

        assertPage(browser.get(
                RelyingParty.path(named(other, push(client.request()).text("request_uri")))));
    }

    @Test
    void requestUriWithinAPushedRequestIsRefused() {
        String name = push(client.request()).text("request_uri");

        for (String requestUri : List.of(name, "https://client.example/request")) {
            assertRefused(push(client.request(Map.of("request_uri", requestUri))), "invalid_request");
            assertRefused(client.client().post(service, PATH, Map.of("request_uri", requestUri)), "invalid_request");
        }
    }

    @Test
    void pushedRequestIsCheckedLikeAnyOther() {
        assertRefused(push(client.request(Map.of("redirect_uri", "https://attacker.example/"))), "invalid_request");
        assertRefused(push(client.request(Map.of("redirect_uri", ""))), "invalid_request");
        assertRefused(push(client.request(Map.of("response_type", "token"))), "unsupported_response_type");
        assertRefused(push(client.request(Map.of("response_type", ""))), "invalid_request");
        assertRefused(push(client.request(Map.of("response_mode", "fragment"))), "invalid_request");
        assertRefused(push(client.request(Map.of("scope", "nonsense"))), "invalid_scope");
        assertRefused(push(client.request(Map.of("code_challenge_method", "plain"))), "invalid_request");
        assertRefused(push(client.request(Map.of("prompt", "none login"))), "invalid_request");
        assertRefused(push(client.request(Map.of("claims", "{"))), "invalid_request");
        assertRefused(push(client.request(Map.of("prompt", "\"\\\u0007"))), "invalid_request");
        RelyingParty app = RelyingParty.register(
                service, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
        assertRefused(
                send(TestClient.form(app.request(Map.of("code_challenge", "", "code_challenge_method", "")))),
                "invalid_request");
        assertRefused(send(TestClient.form(app.request()) + "&scope=openid"), "invalid_request");
    }

    @Test
    void clientAuthenticatesAsAtTheTokenEndpoint() {
        String form = TestClient.form(client.request());
        for (Answer answer : List.of(
                send(form),
                send(form + "&client_secret=wrong"),
                new TestClient(client.client().id(), "wrong").post(service, PATH, client.request()),
                new TestClient("nobody", "wrong").post(service, PATH, client.request()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
        }
        assertThat(send(form + "&client_secret=" + client.client().secret()).status())
                .isEqualTo(201);
        RelyingParty app = RelyingParty.register(
                service, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
        assertThat(send(TestClient.form(app.request())).status()).isEqualTo(201);
        assertThat(send(TestClient.form(app.request(Map.of("client_id", "")))).status())
                .isEqualTo(401);
    }

    @Test
    void clientAssertionMayNameIssuerTokenEndpointOrThisOne() throws Exception {
        ECKey key = key();
        RelyingParty keyed = RelyingParty.register(service, metadata -> {
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
        });

        for (String path : List.of("", "/oauth2/token", PATH)) {
            assertThat(pushWithAssertion(keyed, key, AuthServiceUnderTest.ISSUER + path)
                            .status())
                    .as(path)
                    .isEqualTo(201);
        }
        for (String audience : List.of(
                "https://other.example",
                AuthServiceUnderTest.ISSUER + "/nonsense",
                AuthServiceUnderTest.ISSUER + "x")) {
            Answer answer = pushWithAssertion(keyed, key, audience);
            assertThat(answer.status()).as(audience).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
        }
    }

    @Test
    void requestUriIsGoodForOneSignIn() {
        Map<String, String> request = named(client, push(client.request()).text("request_uri"));
        String path = RelyingParty.path(request);
        assertThat(browser.open(path).title()).isEqualTo("Sign in");
        assertThat(browser.open(path).title()).isEqualTo("Sign in");

        signIn();
        assertThat(client.answer(browser, request)).containsKey("code");

        assertPage(browser.get(path));
    }

    @Test
    void expiredRequestUriIsRefused() {
        Answer answer = push(client.request());
        String name = answer.text("request_uri");
        String key = redisKeys().stream()
                .filter(one -> one.contains(Secrets.hash(name)))
                .findFirst()
                .orElseThrow();
        assertThat(service.bean(RedisLink.class)
                        .<Long>run(redis -> redis.ttl(key).toCompletableFuture())
                        .toCompletableFuture()
                        .join())
                .isBetween(1L, answer.json().path("expires_in").asLong());

        service.bean(RedisLink.class)
                .<Boolean>run(redis -> redis.pexpire(key, 0).toCompletableFuture())
                .toCompletableFuture()
                .join();

        assertPage(browser.get(RelyingParty.path(named(client, name))));
        signIn();
        assertPage(browser.get(RelyingParty.path(named(client, name))));
        assertThat(client.answer(browser, client.request())).containsKey("code");
        // what stands beside it does not take its place
        for (String prompt : List.of("", "none")) {
            assertPage(browser.get(RelyingParty.path(client.request(Map.of("request_uri", name, "prompt", prompt)))));
        }
    }

    @Test
    void parametersBesideTheRequestUriAreNotRead() {
        Map<String, String> request = named(client, push(client.request()).text("request_uri"));
        request.putAll(Map.of(
                "scope",
                "openid data:read",
                "state",
                "beside",
                "redirect_uri",
                "https://attacker.example/",
                "response_type",
                "token",
                "response_mode",
                "form_post",
                "prompt",
                "none"));
        signIn();

        Map<String, String> back = client.answer(browser, request);

        assertThat(back).containsEntry("state", "a state");
        assertThat(client.exchange(RelyingParty.code(back)).text("scope")).isEqualTo("openid");
    }

    @Test
    void requestObjectMayBePushed() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        Map<String, String> form = Map.of(
                "client_id",
                signing.client().id(),
                "scope",
                "openid data:read",
                "state",
                "beside",
                "request",
                sign(
                        key,
                        signing.request(),
                        claims -> claims.issuer(signing.client().id())));

        Answer answer = signing.client().post(service, PATH, form);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(send(TestClient.form(form)).status()).isEqualTo(401);
        signIn();
        Map<String, String> back = signing.answer(browser, named(signing, answer.text("request_uri")));
        assertThat(back).containsEntry("state", "a state");
        assertThat(signing.exchange(RelyingParty.code(back)).text("scope")).isEqualTo("openid");
    }

    @Test
    void requestObjectOfAnotherClientIsRefused() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        Map<String, String> inside =
                signing.request(Map.of("client_id", client.client().id()));

        assertRefused(
                signing.client()
                        .post(
                                service,
                                PATH,
                                Map.of("client_id", signing.client().id(), "request", sign(key, inside, claims -> {}))),
                "invalid_request_object");
        assertRefused(
                signing.client().post(service, PATH, Map.of("request", sign(key, inside, claims -> {}))),
                "invalid_request_object");
    }

    @Test
    void clientThatSignsItsRequestsPushesSignedOnesOnly() throws Exception {
        ECKey key = key();
        RelyingParty signing = RelyingParty.register(service, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setCustomField("require_signed_request_object", true);
        });
        TestClient its = signing.client();
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder()
                        .claim("client_id", its.id())
                        .claim("response_type", "code")
                        .claim("redirect_uri", RelyingParty.REDIRECT_URI)
                        .claim("scope", "openid")
                        .build())
                .serialize();
        signIn();

        assertRefused(its.post(service, PATH, signing.request()), "invalid_request");
        assertRefused(its.post(service, PATH, Map.of("request", unsigned)), "invalid_request");
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(signing.request()))))
                .containsEntry("error", "invalid_request");
        Answer pushed = its.post(service, PATH, Map.of("request", sign(key, signing.request(), claims -> {})));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        assertThat(signing.answer(browser, named(signing, pushed.text("request_uri"))))
                .containsKey("code");
        assertThat(signing.answer(
                        browser,
                        Map.of(
                                "client_id",
                                its.id(),
                                "response_type",
                                "code",
                                "scope",
                                "openid",
                                "request",
                                sign(key, signing.request(), claims -> {}))))
                .containsKey("code");
    }

    @Test
    void requestIsCheckedAgainWhenItIsUsed() {
        RelyingParty changing = RelyingParty.register(service);
        Map<String, String> bare = changing.request(Map.of("scope", "openid data:read"));
        TestClient its = changing.client();
        signIn();
        String losesScope = its.post(service, PATH, bare).text("request_uri");
        String losesAddress = its.post(service, PATH, bare).text("request_uri");

        its.change(service, "openid", metadata -> {});
        Map<String, String> back = changing.answer(browser, named(changing, losesScope));
        assertThat(changing.exchange(RelyingParty.code(back)).text("scope")).isEqualTo("openid");

        its.change(
                service,
                "openid data:read",
                metadata -> metadata.setRedirectionURI(URI.create("https://client.example/elsewhere")));
        assertPage(browser.get(RelyingParty.path(named(changing, losesAddress))));
    }

    @Test
    void clientThatMustPushCannotDoWithout() {
        RelyingParty pushing =
                RelyingParty.register(service, metadata -> metadata.requiresPushedAuthorizationRequests(true));
        signIn();

        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(pushing.request()))))
                .containsEntry("error", "invalid_request");
        assertThat(pushing.answer(
                        browser,
                        named(
                                pushing,
                                pushing.client()
                                        .post(service, PATH, pushing.request())
                                        .text("request_uri"))))
                .containsKey("code");
    }

    @Test
    void otherMethodsThanPostAreNotAllowed() {
        assertThat(service.send(service.request(service.publicUri(PATH + "?" + TestClient.form(client.request()))))
                        .status())
                .isEqualTo(405);
        assertThat(service.send(service.request(service.publicUri(PATH))
                                .PUT(BodyPublishers.ofString(TestClient.form(client.request()))))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void tooLargeRequestIsRefused() {
        assertThat(push(client.request(Map.of("state", "x".repeat(400_000)))).status())
                .isEqualTo(413);
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private Answer push(Map<String, String> request) {
        return client.client().post(service, PATH, request);
    }

    /** Sends a form, and no credentials beside it. */
    private Answer send(String form) {
        return service.send(service.request(service.publicUri(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** What a browser brings of a request that was pushed. */
    private static Map<String, String> named(RelyingParty client, String requestUri) {
        return new HashMap<>(Map.of("client_id", client.client().id(), "request_uri", requestUri));
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static void assertPage(Answer answer) {
        assertThat(answer.status()).as(answer.toString() + answer.body()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(Browser.page(answer).title()).isNotEmpty();
    }

    private List<String> redisKeys() {
        return service.bean(RedisLink.class)
                .<List<String>>run(
                        redis -> redis.keys("authorization-request:*").toCompletableFuture())
                .toCompletableFuture()
                .join();
    }

    private Answer pushWithAssertion(RelyingParty keyed, ECKey key, String audience) throws JOSEException {
        String id = keyed.client().id();
        String assertion = sign(
                key,
                Map.of(),
                claims -> claims.issuer(id)
                        .subject(id)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(1)))));
        Map<String, String> form = new HashMap<>(keyed.request());
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return send(TestClient.form(form));
    }

    private static ECKey key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID("a").generate();
    }

    /** One that signs its requests with that key. */
    private RelyingParty signing(ECKey key) {
        return RelyingParty.register(service, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
    }

    private static String sign(ECKey key, Map<String, String> parameters, Consumer<JWTClaimsSet.Builder> change)
            throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().audience(AuthServiceUnderTest.ISSUER);
        parameters.forEach(claims::claim);
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
