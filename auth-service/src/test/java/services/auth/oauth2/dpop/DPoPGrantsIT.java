package services.auth.oauth2.dpop;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.DPoPClient;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens of all grants that are bound to a key, codes that are, and what is done with them (RFC 9449 sections 5, 7 and 10). */
class DPoPGrantsIT {

    private static final String TOKEN = "/oauth2/token";
    private static final String PAR = "/oauth2/par";
    private static final String USER_INFO = "/oauth2/userinfo";
    private static final String DEVICE = "/oauth2/device_authorization";
    private static final String URN = "urn:ietf:params:oauth:";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final RelyingParty confidential = RelyingParty.register(service);
    private final RelyingParty app = RelyingParty.register(
            service, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
    private final TestUser user = service.register();
    private final DPoPClient key = new DPoPClient();
    private final DPoPClient otherKey = new DPoPClient();

    @Test
    void everyGrantTakesAProof() throws Exception {
        TestClient all = TestClient.register(service, "openid data:read", metadata -> {
            Set<GrantType> grants = new HashSet<>(metadata.getGrantTypes());
            grants.addAll(List.of(GrantType.DEVICE_CODE, GrantType.TOKEN_EXCHANGE));
            metadata.setGrantTypes(grants);
        });
        RelyingParty party = new RelyingParty(service, all);

        Answer ofCode = post(all, TOKEN, party.form(party.code(user, "openid")), key.proof());
        assertBound(ofCode, key);
        assertBound(post(all, TOKEN, refresh(ofCode.text("refresh_token")), key.proof()), key);
        assertBound(post(all, TOKEN, Map.of("grant_type", "client_credentials"), key.proof()), key);
        assertBound(post(all, TOKEN, device(all), key.proof()), key);
        assertBound(
                post(
                        all,
                        TOKEN,
                        Map.of(
                                "grant_type",
                                URN + "grant-type:token-exchange",
                                "subject_token",
                                service.tokenOf(user),
                                "subject_token_type",
                                URN + "token-type:access_token"),
                        key.proof()),
                key);
    }

    @Test
    void badProofIssuesAndSpendsNothing() {
        Map<String, String> code = confidential.form(confidential.code(user, "openid"));
        String bad = CraftedProof.es256()
                .claim("htu", AuthServiceUnderTest.ISSUER + TOKEN)
                .withoutClaim("jti")
                .sign();
        assertError(post(confidential.client(), TOKEN, code, bad), "invalid_dpop_proof");
        Answer tokens = post(confidential.client(), TOKEN, code);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);

        Map<String, String> refresh = refresh(tokens.text("refresh_token"));
        assertError(post(confidential.client(), TOKEN, refresh, bad), "invalid_dpop_proof");
        assertThat(post(confidential.client(), TOKEN, refresh).status()).isEqualTo(200);
    }

    @Test
    void refreshTokenOfAPublicClientIsBoundToTheKey() throws Exception {
        Map<String, String> code = app.form(app.code(user, "openid offline_access"));
        code.put("client_id", app.client().id());
        Answer first = send(TOKEN, code, key.proof());
        assertBound(first, key);
        Map<String, String> refresh = refresh(first.text("refresh_token"));
        refresh.put("client_id", app.client().id());

        assertError(send(TOKEN, refresh), "invalid_grant");
        assertError(send(TOKEN, refresh, otherKey.proof()), "invalid_grant");

        assertBound(send(TOKEN, refresh, key.proof()), key);
    }

    @Test
    void refreshTokenOfAConfidentialClientMayChangeItsKey() throws Exception {
        TestClient its = confidential.client();
        Answer first = post(its, TOKEN, confidential.form(confidential.code(user, "openid")), key.proof());

        // but not do without
        assertError(post(its, TOKEN, refresh(first.text("refresh_token"))), "invalid_grant");
        Answer second = post(its, TOKEN, refresh(first.text("refresh_token")), otherKey.proof());

        assertBound(second, otherKey);
        Answer told = its.post(service, "/oauth2/introspect", Map.of("token", second.text("access_token")));
        assertThat(told.json().at("/cnf/jkt").asString()).isEqualTo(otherKey.thumbprint());
        assertThat(userInfo(otherKey, second.text("access_token")).status()).isEqualTo(200);
        assertThat(userInfo(key, second.text("access_token")).status()).isEqualTo(401);
    }

    @Test
    void codeIsBoundToTheAnnouncedKey() throws Exception {
        Map<String, String> code = confidential.form(codeFor(Map.of("dpop_jkt", key.thumbprint())));

        assertError(post(confidential.client(), TOKEN, code), "invalid_grant");
        assertError(post(confidential.client(), TOKEN, code, otherKey.proof()), "invalid_grant");

        assertBound(post(confidential.client(), TOKEN, code, key.proof()), key);
    }

    @Test
    void pushedProofBindsTheCode() throws Exception {
        Answer pushed = post(confidential.client(), PAR, confidential.request(), pushedProof(key));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        Map<String, String> code = confidential.form(codeFor(pushed));

        assertError(post(confidential.client(), TOKEN, code), "invalid_grant");
        assertError(post(confidential.client(), TOKEN, code, otherKey.proof()), "invalid_grant");
        assertBound(post(confidential.client(), TOKEN, code, key.proof()), key);

        // a proof for the token endpoint is none for this one
        assertError(post(confidential.client(), PAR, confidential.request(), key.proof()), "invalid_dpop_proof");
        String once = pushedProof(key);
        assertThat(post(confidential.client(), PAR, confidential.request(), once)
                        .status())
                .isEqualTo(201);
        assertError(post(confidential.client(), PAR, confidential.request(), once), "invalid_dpop_proof");
    }

    @Test
    void pushedProofAndThumbprintMustAgree() {
        Map<String, String> request = confidential.request(Map.of("dpop_jkt", key.thumbprint()));

        assertThat(post(confidential.client(), PAR, request, pushedProof(key)).status())
                .isEqualTo(201);
        assertError(post(confidential.client(), PAR, request, pushedProof(otherKey)), "invalid_dpop_proof");
    }

    @Test
    void boundTokenIsNoBearerTokenAtUserInfo() {
        String token = bound();

        Answer answer = service.get(USER_INFO, token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(challenges(answer))
                .anySatisfy(
                        challenge -> assertThat(challenge).startsWith("Bearer ").contains("error=\"invalid_token\""));
        assertThat(service.send(service.request(service.publicUri(USER_INFO))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("access_token=" + token)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void userInfoNeedsAProofWithTheHashOfTheToken() {
        String token = bound();
        String target = AuthServiceUnderTest.ISSUER + USER_INFO;

        assertThat(userInfo(key, token).text("sub")).isEqualTo(user.id());
        assertChallenged(userInfoWith(token), "invalid_dpop_proof");
        assertChallenged(userInfoWith(token, key.proof("GET", target, null, null)), "invalid_dpop_proof");
        assertChallenged(userInfoWith(token, key.proof("GET", target, bound(), null)), "invalid_dpop_proof");
        assertChallenged(userInfoWith(token, key.proof("POST", target, token, null)), "invalid_dpop_proof");
        assertChallenged(userInfo(otherKey, token), "invalid_token");
        String once = key.proof("GET", target, token, null);
        assertThat(userInfoWith(token, once).status()).isEqualTo(200);
        assertChallenged(userInfoWith(token, once), "invalid_dpop_proof");
    }

    @Test
    void userInfoChallengesWithDPoP() {
        Answer bare = service.send(service.request(service.publicUri(USER_INFO)));

        assertThat(bare.status()).isEqualTo(401);
        assertThat(challenges(bare))
                .anySatisfy(challenge ->
                        assertThat(challenge).startsWith("DPoP ").contains("algs=\"ES256 PS256 EdDSA RS256\""));
        assertThat(challenges(bare))
                .anySatisfy(challenge -> assertThat(challenge).startsWith("Bearer "))
                .noneSatisfy(challenge -> assertThat(challenge).contains("error"));
    }

    private static void assertBound(Answer answer, DPoPClient key) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(answer.text("access_token"))
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("jkt", key.thumbprint()));
    }

    private static void assertError(Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
    }

    private static void assertChallenged(Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(challenges(answer))
                .anySatisfy(challenge ->
                        assertThat(challenge).startsWith("DPoP ").contains("error=\"" + error + "\"", "algs="));
    }

    private static List<String> challenges(Answer answer) {
        return answer.response().headers().allValues("WWW-Authenticate");
    }

    private static Map<String, String> refresh(String refreshToken) {
        return new HashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** What a device sends whose user has allowed it. */
    private Map<String, String> device(TestClient client) {
        Answer codes = client.post(service, DEVICE, Map.of("scope", "openid"));
        Browser browser = signedIn();
        Page code = browser.open("/device?user_code=" + codes.text("user_code"));
        Page question = Browser.page(browser.submit(code, Map.of()));
        assertThat(Browser.page(browser.submit(question, Map.of())).title()).isEqualTo("Your device is connected");
        return Map.of("grant_type", URN + "grant-type:device_code", "device_code", codes.text("device_code"));
    }

    /** The access token of a login that is bound to the key. */
    private String bound() {
        TestClient its = confidential.client();
        TestLogin login = TestLogin.start(service, user, its, "openid");
        return post(its, TOKEN, refresh(login.refreshToken()), key.proof()).text("access_token");
    }

    private String codeFor(Map<String, String> others) {
        return RelyingParty.code(confidential.answer(signedIn(), confidential.request(others)));
    }

    private String codeFor(Answer pushed) {
        return RelyingParty.code(confidential.answer(
                signedIn(),
                Map.of("client_id", confidential.client().id(), "request_uri", pushed.text("request_uri"))));
    }

    private Browser signedIn() {
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        return browser;
    }

    private static String pushedProof(DPoPClient key) {
        return key.proof("POST", AuthServiceUnderTest.ISSUER + PAR, null, null);
    }

    private Answer userInfo(DPoPClient key, String token) {
        return key.send(service, "GET", USER_INFO, token);
    }

    private Answer userInfoWith(String token, String... proofs) {
        HttpRequest.Builder request =
                service.request(service.publicUri(USER_INFO)).header("Authorization", "DPoP " + token);
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return service.send(request);
    }

    private Answer post(TestClient client, String path, Map<String, String> form, String... proofs) {
        String credentials = Base64.getEncoder()
                .encodeToString((client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));
        return send(request(path, form, proofs).header("Authorization", "Basic " + credentials));
    }

    private Answer send(String path, Map<String, String> form, String... proofs) {
        return send(request(path, form, proofs));
    }

    private Answer send(HttpRequest.Builder request) {
        return service.send(request);
    }

    private HttpRequest.Builder request(String path, Map<String, String> form, String... proofs) {
        HttpRequest.Builder request = service.request(service.publicUri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestClient.form(form)));
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return request;
    }
}
