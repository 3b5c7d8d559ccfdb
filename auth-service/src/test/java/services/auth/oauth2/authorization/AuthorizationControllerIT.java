package services.auth.oauth2.authorization;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuthorizationControllerIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

    /** How an error may be described (RFC 6749 section 4.1.2.1). */
    private static final String DESCRIBABLE = "[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*";

    /** How the title of the page ends where a user is asked to allow something. */
    private static final String ASKS = "asks for access";

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();
    private final Browser browser = new Browser(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void userSignsInBeforeAnyAnswer() {
        Page signIn = browser.open(RelyingParty.path(client.request()));
        assertThat(signIn.title()).isEqualTo("Sign in");

        Answer signedIn =
                browser.submit(signIn, Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD));
        Page consent = browser.follow(signedIn);
        assertThat(consent.text()).contains(user.username());
        Answer allowed = browser.submit(consent, Map.of());
        assertThat(allowed.status()).isEqualTo(303);
        Answer back = browser.get(allowed.header("Location"));

        assertThat(RelyingParty.parameters(back))
                .containsEntry("state", "a state")
                .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                .containsKey("code");
        Answer tokens = client.exchange(RelyingParty.code(RelyingParty.parameters(back)));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(SERVICE.isLive(tokens.json().path("access_token").asString()))
                .isTrue();
        assertThat(tokens.json().path("id_token").asString()).isNotEmpty();
    }

    @Test
    void requestByGetAndByPostIsTheSame() {
        signIn();

        Map<String, String> byGet = client.answer(browser, client.request());
        Map<String, String> byPost =
                RelyingParty.parameters(client.lead(browser, browser.post("/oauth2/authorize", client.request())));

        assertThat(byPost.keySet()).isEqualTo(byGet.keySet());
        assertThat(byPost).containsEntry("state", "a state");
        assertThat(client.exchange(RelyingParty.code(byPost)).text("scope"))
                .isEqualTo(client.exchange(RelyingParty.code(byGet)).text("scope"));
        assertThat(RelyingParty.parameters(browser.post("/oauth2/authorize", client.request(Map.of("scope", "none")))))
                .isEqualTo(client.refusal(browser, Map.of("scope", "none")));
    }

    @Test
    void parameterWithoutAValueCountsAsAbsent() {
        signIn();
        String path = RelyingParty.path(client.request(Map.of("state", "", "scope", "")));

        Map<String, String> answer = RelyingParty.parameters(
                client.lead(browser, browser.get(path + "&state=&scope=&prompt=&max_age=&request=&request_uri=")));

        assertThat(answer).containsOnlyKeys("code", "iss");
        assertThat(client.exchange(RelyingParty.code(answer)).json().has("id_token"))
                .isFalse();
        assertThat(RelyingParty.parameters(browser.get(
                        RelyingParty.path(client.request(Map.of("response_type", ""))) + "&response_type=")))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void unknownParameterIsIgnored() {
        signIn();

        assertThat(client.answer(browser, client.request(Map.of("extra", "1", "resource_hint", "x"))))
                .containsOnlyKeys("code", "state", "iss");
    }

    @Test
    void repeatedParameterIsRefused() {
        signIn();
        Map<String, String> request = client.request(Map.of("prompt", "login", "extra", "1", "response_mode", "query"));

        request.forEach((name, value) -> {
            Answer answer = browser.get(RelyingParty.path(request) + "&" + name + "=" + encode(value));
            if (Set.of("client_id", "redirect_uri").contains(name)) {
                RelyingParty.assertTellsTheUser(answer);
            } else {
                assertThat(RelyingParty.parameters(answer)).as(name).containsEntry("error", "invalid_request");
            }
        });
    }

    @Test
    void missingResponseTypeIsInvalidRequest() {
        signIn();

        assertThat(client.refusal(browser, Map.of("response_type", "")))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "a state")
                .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"token", "id_token", "code id_token", "code token", "none", "nonsense", "CODE", "code code"})
    void otherResponseTypesThanCodeAreUnsupported(String responseType) {
        signIn();

        assertThat(client.refusal(browser, Map.of("response_type", responseType)))
                .containsEntry("error", "unsupported_response_type")
                .containsEntry("state", "a state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "\u0000", "<script>", " ", "\"'\\"})
    void missingOrUnknownClientShowsAPage(String clientId) {
        RelyingParty.assertTellsTheUser(browser.get(RelyingParty.path(client.request(Map.of("client_id", clientId)))));
    }

    @Test
    void strangerIsSentToTheClientOnlyAfterSigningIn() {
        Map<String, String> wrong = client.request(Map.of("scope", "nonsense"));
        Browser stranger = new Browser(SERVICE);

        Page signIn = stranger.open(RelyingParty.path(wrong));
        assertThat(signIn.title()).isEqualTo("Sign in");
        assertThat(stranger.open(RelyingParty.path(client.request(Map.of("prompt", "none login"))))
                        .title())
                .isEqualTo("Sign in");
        assertThat(stranger.follow(stranger.post("/oauth2/authorize", wrong)).title())
                .isEqualTo("Sign in");

        Answer signedIn =
                stranger.submit(signIn, Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD));
        assertThat(RelyingParty.parameters(stranger.get(signedIn.header("Location"))))
                .containsEntry("error", "invalid_scope");
        assertThat(RelyingParty.parameters(new Browser(SERVICE)
                        .get(RelyingParty.path(client.request(Map.of("scope", "nonsense", "prompt", "none"))))))
                .containsEntry("error", "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with spaces and &=+%25%",
                "\u044f \u65e5\u672c \ud83d\ude00",
                "\"<script>'\\",
                "a\tb",
                "   ",
                " at both ends "
            })
    void stateComesBackUnchanged(String state) {
        signIn();
        Map<String, String> good = client.request(Map.of("state", state));
        Map<String, String> wrong = client.request(Map.of("state", state, "scope", "nonsense"));

        assertThat(client.answer(browser, good)).containsEntry("state", state).containsKey("code");
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(wrong))))
                .containsEntry("state", state)
                .containsEntry("error", "invalid_scope");
        assertThat(RelyingParty.formPost(browser, RelyingParty.with(good, "response_mode", "form_post")))
                .containsEntry("state", state)
                .containsKey("code");
        assertThat(RelyingParty.formPost(browser, RelyingParty.with(wrong, "response_mode", "form_post")))
                .containsEntry("state", state)
                .containsEntry("error", "invalid_scope");
    }

    @Test
    void issuerIsInEveryAnswer() {
        signIn();
        String issuer = AuthServiceUnderTest.ISSUER;
        Map<String, String> formPost = Map.of("response_mode", "form_post");

        assertThat(client.answer(browser, client.request())).containsEntry("iss", issuer);
        assertThat(client.refusal(browser, Map.of("scope", "nonsense"))).containsEntry("iss", issuer);
        assertThat(RelyingParty.formPost(browser, client.request(formPost))).containsEntry("iss", issuer);
        assertThat(RelyingParty.formPost(
                        browser, client.request(Map.of("response_mode", "form_post", "scope", "nonsense"))))
                .containsEntry("iss", issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\u0007",
                "\u00e9",
                "a \"b\" \\ \u007f",
                "\r\nLocation: /",
                "\ud83d\ude00",
                "%",
                "{\"a\":"
            })
    void errorsAreOfTheAllowedCharacters(String hostile) {
        signIn();
        for (String name : List.of(
                "response_type",
                "scope",
                "nonce",
                "code_challenge",
                "code_challenge_method",
                "prompt",
                "max_age",
                "display",
                "ui_locales",
                "claims_locales",
                "id_token_hint",
                "acr_values",
                "claims",
                "request",
                "request_uri",
                "registration",
                "dpop_jkt",
                "resource",
                "response_mode",
                "client_id",
                "redirect_uri",
                "purpose",
                "authorization_details")) {
            Answer answer = browser.get(RelyingParty.path(client.request(Map.of(name, hostile))));
            assertThat(answer.status()).as(name + answer.body()).isIn(303, 400);
            if (RelyingParty.isAtClient(answer)) {
                Map<String, String> told = RelyingParty.parameters(answer);
                assertThat(told.getOrDefault("error", "")).as(name).matches(DESCRIBABLE);
                assertThat(told.getOrDefault("error_description", "")).as(name).matches(DESCRIBABLE);
            }
        }
    }

    @Test
    void clientWithoutTheGrantIsUnauthorized() {
        RelyingParty machine = RelyingParty.register(SERVICE, metadata -> {
            metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
            metadata.setResponseTypes(Set.of());
        });
        signIn();

        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(machine.request()))))
                .containsEntry("error", "unauthorized_client");
    }

    @Test
    void scopeIsInvalidWhereNothingOfItIsTheClients() {
        signIn();

        Map<String, String> answer = client.answer(
                browser, client.request(Map.of("scope", "data:read nonsense DATA:WRITE users:write openid")));
        assertThat(client.exchange(RelyingParty.code(answer)).text("scope")).isEqualTo("data:read openid");
        for (String nothing : List.of("nonsense", "DATA:READ", "users:write", "OPENID", "\"", "a\u00e9")) {
            assertThat(client.refusal(browser, Map.of("scope", nothing)))
                    .as(nothing)
                    .containsEntry("error", "invalid_scope");
        }
    }

    @Test
    void requestWithoutAScopeGetsTheDefaultScopeOfTheClient() {
        signIn();

        Map<String, String> answer = client.answer(browser, client.request(Map.of("scope", "")));

        assertThat(client.exchange(RelyingParty.code(answer)).text("scope")).isEqualTo("data:read data:write");
    }

    @Test
    void outageIsTemporarilyUnavailableAtTheClient() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest broken = AuthServiceUnderTest.on(backing)) {
            RelyingParty itsClient = RelyingParty.register(broken);
            TestUser itsUser = broken.register();
            Browser itsBrowser = new Browser(broken);
            itsBrowser.signIn(itsUser.username(), AuthServiceUnderTest.PASSWORD);
            Map<String, String> request = itsClient.request();
            itsClient.answer(itsBrowser, request);
            Page consent = itsBrowser.open(RelyingParty.path(RelyingParty.with(request, "scope", "openid data:read")));
            assertThat(consent.title()).endsWith(ASKS);
            backing.redis().kill();

            assertThat(RelyingParty.parameters(itsBrowser.get(RelyingParty.path(request))))
                    .containsEntry("error", "temporarily_unavailable")
                    .containsEntry("state", "a state")
                    .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                    .doesNotContainKey("code");
            Answer form = itsBrowser.get(RelyingParty.path(RelyingParty.with(request, "response_mode", "form_post")));
            assertThat(RelyingParty.fields(
                            Jsoup.parse(form.body()).select("#form-post").getFirst()))
                    .containsEntry("error", "temporarily_unavailable")
                    .containsEntry("state", "a state");
            // nobody knows where the answer to a request goes of which there is nothing but the name
            assertUnavailable(itsBrowser.submit(consent, Map.of()));
            backing.redis().start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(RelyingParty.parameters(itsBrowser.get(RelyingParty.path(request))))
                            .containsKey("code"));

            backing.postgres().kill();
            assertUnavailable(itsBrowser.get(RelyingParty.path(request)));
            assertUnavailable(itsBrowser.get(RelyingParty.path(RelyingParty.with(request, "client_id", "another"))));
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.toString() + answer.body()).isEqualTo(503);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(Browser.page(answer).title()).isNotEmpty();
    }

    @Test
    void whatARequestBringsIsEscapedInPages() {
        String hostile = "\"'><script>alert(1)</script>";
        RelyingParty named = RelyingParty.register(SERVICE, metadata -> metadata.setName(hostile));
        Map<String, String> request =
                named.request(Map.of("state", hostile, "login_hint", hostile, "ui_locales", hostile, "nonce", hostile));

        Page signIn = browser.open(RelyingParty.path(request));
        Answer consent =
                browser.submit(signIn, Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD));
        Page consentPage = browser.follow(consent);
        Answer badRedirect = browser.get(RelyingParty.path(RelyingParty.with(request, "redirect_uri", hostile)));
        named.answer(browser, named.request());
        Answer formPost = browser.get(RelyingParty.path(RelyingParty.with(request, "response_mode", "form_post")));

        assertThat(consentPage.text()).contains(hostile);
        for (Answer page : List.of(signIn.answer(), consentPage.answer(), badRedirect, formPost)) {
            assertThat(page.body()).contains("<html").doesNotContain("<script>alert", "\"'><");
        }
    }

    @Test
    void publicClientWithoutAChallengeIsInvalidRequest() {
        signIn();
        for (RelyingParty careful : List.of(
                RelyingParty.register(
                        SERVICE, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE)),
                RelyingParty.register(SERVICE, metadata -> metadata.setCustomField("require_pkce", true)))) {
            Map<String, String> refused = RelyingParty.parameters(browser.get(
                    RelyingParty.path(careful.request(Map.of("code_challenge", "", "code_challenge_method", "")))));

            assertThat(refused).containsEntry("error", "invalid_request");
            assertThat(refused.get("error_description")).contains("code_challenge");
        }
    }

    @Test
    void otherChallengeMethodThanS256IsInvalidRequest() {
        signIn();
        for (Map<String, String> wrong : List.of(
                Map.of("code_challenge_method", "plain"),
                Map.of("code_challenge_method", ""),
                Map.of("code_challenge_method", "s256"),
                Map.of("code_challenge_method", "S512"),
                Map.of("code_challenge", ""),
                Map.of("code_challenge", "a".repeat(42)),
                Map.of("code_challenge", "a".repeat(44)),
                Map.of("code_challenge", "a".repeat(42) + "+"),
                Map.of("code_challenge", "a".repeat(42) + "="))) {
            assertThat(client.refusal(browser, wrong)).as(wrong.toString()).containsEntry("error", "invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fragment", "nonsense", "QUERY", "jwt", "query.jwt", " "})
    void unknownResponseModeShowsAPage(String responseMode) {
        Answer answer = browser.get(RelyingParty.path(client.request(Map.of("response_mode", responseMode))));

        RelyingParty.assertTellsTheUser(answer);
        assertThat(answer.body()).doesNotContain("error=");
    }

    @Test
    void formPostAnswersWithAForm() {
        signIn();
        client.answer(browser, client.request());

        Answer answer = browser.get(RelyingParty.path(client.request(Map.of("response_mode", "form_post"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Element form = Jsoup.parse(answer.body()).select("form").getFirst();
        assertThat(form.attr("method")).isEqualToIgnoringCase("post");
        assertThat(form.attr("action")).isEqualTo(RelyingParty.REDIRECT_URI);
        assertThat(form.select("input"))
                .isNotEmpty()
                .allSatisfy(input -> assertThat(input.attr("type")).isEqualTo("hidden"));
        assertThat(form.select("button")).hasSize(1);
        assertThat(RelyingParty.fields(form)).containsOnlyKeys("code", "state", "iss");
        assertThat(RelyingParty.formPost(
                        browser, client.request(Map.of("response_mode", "form_post", "scope", "nonsense"))))
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", "a state")
                .containsEntry("iss", AuthServiceUnderTest.ISSUER);
    }

    @Test
    void membersOfTheClaimsParameterThatNobodyKnowsAreIgnored() {
        signIn();

        assertThat(client.answer(
                        browser,
                        client.request(Map.of(
                                "claims",
                                "{\"extra\":1,\"userinfo\":{\"shoe_size\":null,\"name\":{\"essential\":true,\"extra\":[1]}},"
                                        + "\"id_token\":{\"https://x.example/y\":{\"value\":\"z\"}}}"))))
                .containsKey("code");
        for (String malformed : List.of("{", "[]", "nonsense", "\"a\"")) {
            assertThat(client.refusal(browser, Map.of("claims", malformed)))
                    .as(malformed)
                    .containsEntry("error", "invalid_request");
        }
    }

    @Test
    void crossOriginReadsAreNotAllowed() {
        Answer read =
                new Browser(SERVICE).with("Origin", "https://client.example").get(RelyingParty.path(client.request()));
        Answer preflight = SERVICE.send(SERVICE.request(SERVICE.publicUri("/oauth2/authorize"))
                .header("Origin", "https://client.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        for (Answer answer : List.of(read, preflight)) {
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void idTokenAndAccessTokenNeverComeFromTheAuthorizationEndpoint() {
        signIn();
        client.answer(browser, client.request());

        for (String responseType : List.of("code", "token", "id_token", "code id_token token")) {
            Answer answer = browser.get(RelyingParty.path(client.request(Map.of("response_type", responseType))));
            assertThat(RelyingParty.parameters(answer)).doesNotContainKeys("access_token", "id_token");
            assertThat(answer.header("Location")).doesNotContain("#");
        }
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
