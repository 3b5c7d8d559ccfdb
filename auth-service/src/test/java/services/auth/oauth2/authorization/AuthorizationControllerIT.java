package services.auth.oauth2.authorization;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.auth.token.JwtIssuer;
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
                .isEqualTo(refusal(Map.of("scope", "none")));
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
                assertPage(answer);
            } else {
                assertThat(RelyingParty.parameters(answer)).as(name).containsEntry("error", "invalid_request");
            }
        });
    }

    @Test
    void missingResponseTypeIsInvalidRequest() {
        signIn();

        assertThat(refusal(Map.of("response_type", "")))
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

        assertThat(refusal(Map.of("response_type", responseType)))
                .containsEntry("error", "unsupported_response_type")
                .containsEntry("state", "a state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "\u0000", "<script>", " ", "\"'\\"})
    void missingOrUnknownClientShowsAPage(String clientId) {
        assertPage(browser.get(RelyingParty.path(client.request(Map.of("client_id", clientId)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%%%",
                "https://attacker.example/callback",
                "javascript:alert(1)",
                "/callback",
                "https://client.example/callback#fragment",
                "https://client.example/callback\r\nSet-Cookie: a=b"
            })
    void wrongRedirectUriShowsAPageAndNeverRedirects(String redirectUri) {
        RelyingParty several = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setRedirectionURIs(
                        Set.of(URI.create(RelyingParty.REDIRECT_URI), URI.create("https://client.example/other"))));

        Answer answer = browser.get(RelyingParty.path(several.request(Map.of("redirect_uri", redirectUri))));

        assertPage(answer);
        if (!redirectUri.isEmpty()) {
            assertThat(Jsoup.parse(answer.body())
                            .select("[href],[action],[src],meta[http-equiv]")
                            .outerHtml())
                    .doesNotContain(redirectUri);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://client.example/Callback",
                "https://client.example/callback/",
                "https://client.example/callback?a=1",
                "https://client.example/callback?",
                "https://client.example:443/callback",
                "https://client.example:8443/callback",
                "https://client.example/%63allback",
                "https://client.example/%2e/callback",
                "https://client.example/./callback",
                "https://client.example/a/../callback",
                "https://client.example/callback%2e",
                "https://user@client.example/callback",
                "https://client.example@attacker.example/callback",
                "https://sub.client.example/callback",
                "https://client.example.attacker.example/callback",
                "https://CLIENT.example/callback",
                "HTTPS://client.example/callback",
                "http://client.example/callback",
                "https://cli\u0435nt.example/callback",
                "https://client.example/cal\u006c\u0301back",
                " https://client.example/callback",
                "https://client.example/callback\u0000"
            })
    void redirectUriIsComparedCharacterByCharacter(String redirectUri) {
        assertPage(browser.get(RelyingParty.path(client.request(Map.of("redirect_uri", redirectUri)))));
    }

    @Test
    void loopbackRedirectUriMayUseAnyPort() {
        RelyingParty app = RelyingParty.register(
                SERVICE,
                metadata -> metadata.setRedirectionURIs(Set.of(
                        URI.create("http://127.0.0.1/cb"),
                        URI.create("http://[::1]/cb"),
                        URI.create("https://client.example/callback"))));

        for (String good : List.of(
                "http://127.0.0.1/cb",
                "http://127.0.0.1:1024/cb",
                "http://127.0.0.1:65000/cb",
                "http://[::1]:5000/cb")) {
            Answer answer = browser.get(RelyingParty.path(app.request(Map.of("redirect_uri", good, "prompt", "none"))));
            assertThat(answer.header("Location")).startsWith(good + "?").contains("error=login_required");
        }
        for (String wrong : List.of(
                "http://127.0.0.1:1024/other",
                "http://127.0.0.1:1024/cb?a=1",
                "http://127.0.0.2:1024/cb",
                "http://localhost:1024/cb",
                "http://127.0.0.1:1024@attacker.example/cb",
                "http://user@127.0.0.1:1024/cb",
                "https://127.0.0.1:1024/cb",
                "http://127.0.0.1:/cb",
                "http://127.0.0.1.attacker.example:1024/cb",
                "https://client.example:1024/callback")) {
            assertPage(browser.get(RelyingParty.path(app.request(Map.of("redirect_uri", wrong, "prompt", "none")))));
        }
    }

    @Test
    void redirectUriMayBeAbsentOnlyFromAPlainOAuthRequestOfAClientWithOne() {
        signIn();

        Map<String, String> answer =
                client.answer(browser, client.request(Map.of("redirect_uri", "", "scope", "data:read")));
        assertThat(client.exchange(RelyingParty.code(answer), Map.of("redirect_uri", ""))
                        .status())
                .isEqualTo(200);
        assertPage(browser.get(RelyingParty.path(client.request(Map.of("redirect_uri", "")))));
    }

    @Test
    void queryOfTheRedirectUriIsKept() {
        String withQuery = "https://client.example/callback?a=1&b=%20c";
        RelyingParty other =
                RelyingParty.register(SERVICE, metadata -> metadata.setRedirectionURI(URI.create(withQuery)));
        signIn();

        Answer answer =
                other.lead(browser, browser.get(RelyingParty.path(other.request(Map.of("redirect_uri", withQuery)))));

        assertThat(answer.header("Location")).startsWith("https://client.example/callback?");
        assertThat(RelyingParty.parameters(answer))
                .containsEntry("a", "1")
                .containsEntry("b", " c")
                .containsKeys("code", "state");
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
        assertThat(formPost(with(good, "response_mode", "form_post")))
                .containsEntry("state", state)
                .containsKey("code");
        assertThat(formPost(with(wrong, "response_mode", "form_post")))
                .containsEntry("state", state)
                .containsEntry("error", "invalid_scope");
    }

    @Test
    void issuerIsInEveryAnswer() {
        signIn();
        String issuer = AuthServiceUnderTest.ISSUER;
        Map<String, String> formPost = Map.of("response_mode", "form_post");

        assertThat(client.answer(browser, client.request())).containsEntry("iss", issuer);
        assertThat(refusal(Map.of("scope", "nonsense"))).containsEntry("iss", issuer);
        assertThat(formPost(client.request(formPost))).containsEntry("iss", issuer);
        assertThat(formPost(client.request(Map.of("response_mode", "form_post", "scope", "nonsense"))))
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
            assertThat(refusal(Map.of("scope", nothing))).as(nothing).containsEntry("error", "invalid_scope");
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
            Page consent = itsBrowser.open(RelyingParty.path(with(request, "scope", "openid data:read")));
            assertThat(consent.title()).endsWith(ASKS);
            backing.redis().kill();

            assertThat(RelyingParty.parameters(itsBrowser.get(RelyingParty.path(request))))
                    .containsEntry("error", "temporarily_unavailable")
                    .containsEntry("state", "a state")
                    .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                    .doesNotContainKey("code");
            Answer form = itsBrowser.get(RelyingParty.path(with(request, "response_mode", "form_post")));
            assertThat(fields(Jsoup.parse(form.body()).select("#form-post").getFirst()))
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
            assertUnavailable(itsBrowser.get(RelyingParty.path(with(request, "client_id", "another"))));
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
        Answer badRedirect = browser.get(RelyingParty.path(with(request, "redirect_uri", hostile)));
        named.answer(browser, named.request());
        Answer formPost = browser.get(RelyingParty.path(with(request, "response_mode", "form_post")));

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
            assertThat(refusal(wrong)).as(wrong.toString()).containsEntry("error", "invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fragment", "nonsense", "QUERY", "jwt", "query.jwt", " "})
    void unknownResponseModeShowsAPage(String responseMode) {
        Answer answer = browser.get(RelyingParty.path(client.request(Map.of("response_mode", responseMode))));

        assertPage(answer);
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
        assertThat(fields(form)).containsOnlyKeys("code", "state", "iss");
        assertThat(formPost(client.request(Map.of("response_mode", "form_post", "scope", "nonsense"))))
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", "a state")
                .containsEntry("iss", AuthServiceUnderTest.ISSUER);
    }

    @Test
    void promptNoneNeverShowsAPage() {
        Map<String, String> silent = Map.of("prompt", "none");
        assertThat(refusal(silent)).containsEntry("error", "login_required").containsEntry("state", "a state");

        signIn();
        assertThat(refusal(silent)).containsEntry("error", "consent_required");

        client.answer(browser, client.request());
        Map<String, String> granted = refusal(silent);
        assertThat(granted).containsKey("code").doesNotContainKey("error");
        assertThat(client.exchange(RelyingParty.code(granted)).status()).isEqualTo(200);
        assertThat(refusal(Map.of("prompt", "none", "scope", "openid email")))
                .containsEntry("error", "consent_required");
        RelyingParty ours = RelyingParty.register(SERVICE, metadata -> metadata.setCustomField("first_party", true));
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(ours.request(silent)))))
                .containsKey("code");
        SERVICE.logoutEverywhere(SERVICE.pairOf(user).token());
        assertThat(refusal(silent)).containsEntry("error", "login_required").doesNotContainKey("code");
    }

    @Test
    void promptNoneIsAsSilentByPostAndAsAForm() {
        Map<String, String> silent = client.request(Map.of("prompt", "none"));
        Map<String, String> byForm = with(silent, "response_mode", "form_post");

        assertThat(posted(silent)).containsEntry("error", "login_required");
        assertThat(atOnce(byForm)).containsEntry("error", "login_required").containsEntry("state", "a state");
        signIn();
        assertThat(posted(silent)).containsEntry("error", "consent_required");
        assertThat(atOnce(byForm)).containsEntry("error", "consent_required");
        client.answer(browser, client.request());
        assertThat(posted(silent)).containsKey("code");
        assertThat(atOnce(byForm)).containsKey("code");
    }

    /** What the client is told of a request that its user's browser brings as a form, without a page. */
    private Map<String, String> posted(Map<String, String> request) {
        Answer kept = browser.post("/oauth2/authorize", request);
        assertThat(kept.header("Location")).startsWith("/oauth2/authorize?");
        return RelyingParty.parameters(browser.get(kept.header("Location")));
    }

    /** What the client is told by a form that is the first page. */
    private Map<String, String> atOnce(Map<String, String> request) {
        Answer answer = browser.get(RelyingParty.path(request));
        assertThat(isForm(answer)).as(answer.toString() + answer.body()).isTrue();
        return fields(Jsoup.parse(answer.body()).select("#form-post").getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none login", "consent none", "none none login", "nonsense"})
    void promptNoneWithAnotherPromptIsRefused(String prompt) {
        signIn();

        assertThat(refusal(Map.of("prompt", prompt))).containsEntry("error", "invalid_request");
        assertThat(refusal(Map.of("prompt", prompt, "scope", "data:read"))).containsEntry("error", "invalid_request");
    }

    @Test
    void promptLoginAsksForThePasswordAgain() throws Exception {
        signIn();
        long first = authTime(client.answer(browser, client.request(Map.of("max_age", "3600"))));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));

        // with something that is still to be allowed, so that there is a page after signing in too
        String path = RelyingParty.path(client.request(Map.of("prompt", "login", "scope", "openid data:read")));
        Page signIn = browser.open(path);
        assertThat(signIn.title()).isEqualTo("Sign in");
        assertThat(browser.open(waiting(signIn)).title()).isEqualTo("Sign in");
        assertThat(browser.submit(signIn, Map.of("username", user.username(), "password", "wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.open(waiting(signIn)).title()).isEqualTo("Sign in");

        Answer signedIn = submitPassword(signIn, user);

        for (int reloads = 0; reloads < 3; reloads++) {
            assertThat(browser.open(signedIn.header("Location")).title()).endsWith(ASKS);
        }
        Answer back = client.lead(browser, browser.get(signedIn.header("Location")));
        assertThat(authTime(RelyingParty.parameters(back))).isGreaterThanOrEqualTo(first + 30);
        // the request has its answer, and another one asks anew
        assertPage(browser.get(signedIn.header("Location")));
        assertThat(browser.open(path).title()).isEqualTo("Sign in");
    }

    /** Where the request waits while somebody signs in. */
    private static String waiting(Page signIn) {
        return new QueryStringDecoder(signIn.document().select("form").getLast().attr("action"))
                .parameters()
                .getOrDefault("return_to", List.of())
                .getFirst();
    }

    @Test
    void promptSelectAccountLetsTheUserChoose() throws Exception {
        signIn();
        client.answer(browser, client.request());
        TestUser other = SERVICE.register();
        String path = RelyingParty.path(client.request(Map.of("prompt", "select_account")));
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(client.request()))))
                .containsKey("code");

        for (TestUser chosen : List.of(other, user, user)) {
            Page signIn = browser.open(path);
            assertThat(signIn.title()).isEqualTo("Sign in");
            // nobody is chosen beforehand
            assertThat(signIn.value("username")).isEmpty();
            Answer signedIn = submitPassword(signIn, chosen);
            Map<String, String> back = RelyingParty.parameters(client.lead(browser, signedIn));

            assertThat(idToken(back).getSubject()).isEqualTo(chosen.id());
            assertThat(browser.open("/account").text()).contains(chosen.username());
        }
        assertThat(refusal(Map.of("prompt", "none select_account"))).containsEntry("error", "invalid_request");
    }

    @Test
    void maxAgeAsksAgainAndMovesAuthTime() throws Exception {
        signIn();
        long first = authTime(client.answer(browser, client.request(Map.of("max_age", "3600"))));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));

        assertThat(authTime(client.answer(browser, client.request(Map.of("max_age", "3600")))))
                .isEqualTo(first);
        assertThat(refusal(Map.of("max_age", "20", "prompt", "none"))).containsEntry("error", "login_required");
        Page signIn = browser.open(RelyingParty.path(client.request(Map.of("max_age", "20"))));
        assertThat(signIn.title()).isEqualTo("Sign in");
        long second = authTime(RelyingParty.parameters(client.lead(browser, submitPassword(signIn, user))));
        assertThat(second).isGreaterThanOrEqualTo(first + 30);

        assertThat(refusal(Map.of("max_age", "0", "prompt", "none"))).containsEntry("error", "login_required");
        Page again = browser.open(RelyingParty.path(client.request(Map.of("max_age", "0"))));
        assertThat(again.title()).isEqualTo("Sign in");
        assertThat(RelyingParty.parameters(client.lead(browser, submitPassword(again, user))))
                .containsKey("code");

        RelyingParty strict = RelyingParty.register(SERVICE, metadata -> metadata.setDefaultMaxAge(20));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));
        assertThat(browser.open(RelyingParty.path(strict.request())).title()).isEqualTo("Sign in");
        for (String wrong : List.of("-1", "soon", "1.5")) {
            assertThat(refusal(Map.of("max_age", wrong))).containsEntry("error", "invalid_request");
        }
    }

    @Test
    void idTokenHintMustBeOurs() throws Exception {
        signIn();
        Answer tokens = client.exchange(RelyingParty.code(client.answer(browser, client.request())));
        String ours = tokens.text("id_token");
        SignedJWT parsed = SignedJWT.parse(ours);
        JWTClaimsSet claims = parsed.getJWTClaimsSet();
        JwtIssuer issuer = SERVICE.bean(JwtIssuer.class);
        SignedJWT foreign = new SignedJWT(parsed.getHeader(), claims);
        foreign.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        Map<String, Object> events = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

        assertThat(refusal(Map.of("id_token_hint", ours))).containsKey("code");
        for (String wrong : List.of(
                "nonsense",
                "a.b.c",
                ours.replaceAll("[^.]{4}$", "AAAA"),
                foreign.serialize(),
                new PlainJWT(claims).serialize(),
                issuer.sign(
                        new JWTClaimsSet.Builder(claims)
                                .issuer("https://other.example")
                                .build(),
                        JWSAlgorithm.RS256,
                        null),
                // what this service signs for others than clients' eyes, and for other ends
                issuer.sign(
                        new JWTClaimsSet.Builder(claims).claim("events", events).build(),
                        JWSAlgorithm.RS256,
                        new JOSEObjectType("logout+jwt")),
                issuer.sign(
                        new JWTClaimsSet.Builder(claims).expirationTime(null).build(), JWSAlgorithm.RS256, null),
                tokens.text("access_token"))) {
            for (String prompt : List.of("", "none")) {
                assertThat(refusal(Map.of("id_token_hint", wrong, "prompt", prompt)))
                        .as(wrong)
                        .containsEntry("error", "invalid_request")
                        .doesNotContainKey("code");
            }
        }
    }

    @Test
    void expiredIdTokenHintIsAccepted() throws Exception {
        signIn();
        String hint = client.exchange(RelyingParty.code(client.answer(browser, client.request())))
                .text("id_token");
        TestClock clock = SERVICE.bean(TestClock.class);

        clock.advance(Duration.ofHours(3));

        assertThat(SignedJWT.parse(hint).getJWTClaimsSet().getExpirationTime()).isBefore(Date.from(clock.instant()));
        for (String prompt : List.of("", "none")) {
            assertThat(refusal(Map.of("id_token_hint", hint, "prompt", prompt))).containsKey("code");
        }
    }

    @Test
    void loginOfAnotherUserThanTheHintIsLoginRequired() throws Exception {
        signIn();
        Answer tokens = client.exchange(RelyingParty.code(client.answer(browser, client.request())));

        assertIsForAlone(user, Map.of("id_token_hint", tokens.text("id_token")));
    }

    @Test
    void subThatIsAskedForMustBeTheUsers() throws Exception {
        assertIsForAlone(user, Map.of("claims", "{\"id_token\":{\"sub\":{\"value\":\"" + user.id() + "\"}}}"));
        TestUser other = SERVICE.register();
        signIn();
        assertThat(refusal(Map.of("prompt", "none", "claims", "{\"id_token\":{\"sub\":{\"essential\":true}}}")))
                .containsKey("code");
        String hint = client.exchange(RelyingParty.code(refusal(Map.of()))).text("id_token");

        // nobody is both
        Map<String, String> both =
                Map.of("id_token_hint", hint, "claims", "{\"id_token\":{\"sub\":{\"value\":\"" + other.id() + "\"}}}");
        assertThat(refusal(with(both, "prompt", "none"))).containsEntry("error", "login_required");
        for (TestUser anyone : List.of(user, other)) {
            Page signIn = browser.open(RelyingParty.path(client.request(both)));
            assertThat(signIn.title()).isEqualTo("Sign in");
            assertThat(RelyingParty.parameters(client.lead(browser, submitPassword(signIn, anyone))))
                    .containsEntry("error", "login_required")
                    .doesNotContainKey("code");
        }
    }

    /** A request with these parameters is answered with a code when that user is signed in or signs in, and nobody else. */
    private void assertIsForAlone(TestUser wanted, Map<String, String> others) throws Exception {
        TestUser another = SERVICE.register();
        String silent = RelyingParty.path(client.request(with(others, "prompt", "none")));
        String path = RelyingParty.path(client.request(others));
        Browser theirs = new Browser(SERVICE);
        theirs.signIn(another.username(), AuthServiceUnderTest.PASSWORD);
        client.answer(theirs, client.request());

        for (Browser wrong : List.of(theirs, new Browser(SERVICE))) {
            assertThat(RelyingParty.parameters(wrong.get(silent)))
                    .containsEntry("error", "login_required")
                    .doesNotContainKey("code");
            Page signIn = wrong.open(path);
            assertThat(signIn.title()).isEqualTo("Sign in");
            Answer signedIn = wrong.submit(
                    signIn, Map.of("username", another.username(), "password", AuthServiceUnderTest.PASSWORD));
            assertThat(RelyingParty.parameters(client.lead(wrong, signedIn)))
                    .containsEntry("error", "login_required")
                    .containsEntry("state", "a state")
                    .doesNotContainKey("code");
            assertPage(wrong.get(signedIn.header("Location")));

            Answer right = wrong.submit(
                    wrong.open(path), Map.of("username", wanted.username(), "password", AuthServiceUnderTest.PASSWORD));
            assertThat(idToken(RelyingParty.parameters(client.lead(wrong, right)))
                            .getSubject())
                    .isEqualTo(wanted.id());
            assertThat(idToken(RelyingParty.parameters(wrong.get(silent))).getSubject())
                    .isEqualTo(wanted.id());
        }
    }

    @Test
    void unsupportedLocalesAreNoError() {
        signIn();

        for (String nonsense : List.of("tlh", "x", "!!", "en_US", "de-CH-1996 \u044f")) {
            assertThat(client.answer(
                            browser,
                            client.request(
                                    Map.of("ui_locales", nonsense, "claims_locales", nonsense, "display", nonsense))))
                    .as(nonsense)
                    .containsKey("code");
        }
    }

    @Test
    void acrThatIsAskedForVoluntarilyIsNoError() throws Exception {
        signIn();

        assertThat(idToken(client.answer(browser, client.request(Map.of("acr_values", "urn:example:gold 1"))))
                        .getStringClaim("acr"))
                .isEqualTo("1");
        assertThat(idToken(client.answer(
                                browser,
                                client.request(Map.of(
                                        "claims", "{\"id_token\":{\"acr\":{\"values\":[\"urn:example:gold\"]}}}"))))
                        .getStringClaim("acr"))
                .isEqualTo("1");
    }

    @Test
    void essentialAcrThatCannotBeMetFails() {
        signIn();

        assertThat(refusal(Map.of(
                        "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:gold\"]}}}")))
                .containsEntry("error", "unmet_authentication_requirements")
                .doesNotContainKey("code");
        assertThat(
                        client.answer(
                                browser,
                                client.request(
                                        Map.of(
                                                "claims",
                                                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:gold\",\"1\"]}}}"))))
                .containsKey("code");
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
            assertThat(refusal(Map.of("claims", malformed))).as(malformed).containsEntry("error", "invalid_request");
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
    void clientThatSignsItsRequestsIsHeardForSignedOnesAlone() throws Exception {
        ECKey key = key();
        RelyingParty signing = RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setCustomField("require_signed_request_object", true);
        });
        String id = signing.client().id();
        JWTClaimsSet.Builder unsigned = new JWTClaimsSet.Builder().audience(AuthServiceUnderTest.ISSUER);
        signing.request().forEach(unsigned::claim);
        signIn();

        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(signing.request()))))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "a state");
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(
                        with(signing.request(), "request", new PlainJWT(unsigned.build()).serialize())))))
                .containsEntry("error", "invalid_request");
        // RFC 9101 section 6.3: what stands beside the object is nobody's, and does not complete it either
        Map<String, String> back = signing.answer(
                browser,
                Map.of(
                        "client_id",
                        id,
                        "scope",
                        "openid data:write",
                        "state",
                        "beside",
                        "request",
                        sign(key, signing.request(Map.of("state", "")), claims -> {})));
        assertThat(back).containsKey("code").doesNotContainKey("state");
        assertThat(signing.exchange(RelyingParty.code(back)).text("scope")).isEqualTo("openid");
    }

    @Test
    void signedRequestObjectIsUsed() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();

        Map<String, String> answer = signing.answer(
                browser,
                Map.of(
                        "client_id",
                        signing.client().id(),
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "request",
                        sign(key, signing.request(Map.of("state", "of the object")), claims -> {})));

        assertThat(answer).containsEntry("state", "of the object").containsKey("code");
        assertThat(signing.exchange(RelyingParty.code(answer)).status()).isEqualTo(200);
    }

    @Test
    void requestObjectIsNeverIgnored() {
        signIn();
        String unsigned = new PlainJWT(
                        claims(client.request(Map.of("state", "of the object"))).build())
                .serialize();

        assertThat(client.answer(browser, with(client.request(), "request", unsigned)))
                .containsEntry("state", "of the object")
                .containsKey("code");
        assertThat(formPost(client.request(Map.of("request", "nonsense", "response_mode", "form_post"))))
                .containsEntry("error", "invalid_request_object");
    }

    @Test
    void requestObjectIsAssembledWithTheQueryAndWins() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();
        Map<String, String> inside =
                new HashMap<>(signing.request(Map.of("state", "inside", "scope", "openid data:read")));
        inside.remove("nonce");

        Map<String, String> answer = signing.answer(
                browser,
                signing.request(Map.of(
                        "state", "outside", "scope", "openid data:write", "request", sign(key, inside, claims -> {}))));

        assertThat(answer).containsEntry("state", "inside");
        Answer tokens = signing.exchange(RelyingParty.code(answer));
        assertThat(tokens.text("scope")).isEqualTo("data:read openid");
        assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getStringClaim("nonce"))
                .isEqualTo("a nonce");
    }

    @Test
    void requestObjectMustAgreeWithTheQuery() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();

        for (Map<String, String> other :
                List.of(Map.of("client_id", client.client().id()), Map.of("response_type", "code id_token"))) {
            assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(
                            signing.request(Map.of("request", sign(key, signing.request(other), claims -> {})))))))
                    .as(other.toString())
                    .containsEntry("error", "invalid_request_object");
        }
    }

    @Test
    void requestAndRequestUriTogetherAreRefused() {
        signIn();

        assertThat(refusal(Map.of("request", "e30.e30.", "request_uri", "https://client.example/request")))
                .containsEntry("error", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "request_uri"})
    void requestObjectWithinARequestObjectIsNotRead(String name) throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();
        String inner = name.equals("request")
                ? sign(key, signing.request(Map.of("state", "innermost")), claims -> {})
                : "https://client.example/request";

        Map<String, String> answer = signing.answer(
                browser,
                signing.request(Map.of(
                        "request", sign(key, signing.request(Map.of("state", "inside", name, inner)), claims -> {}))));

        assertThat(answer).containsEntry("state", "inside");
    }

    @Test
    void uselessRequestObjectIsInvalidRequestObject() throws Exception {
        ECKey key = key();
        RSAKey rsaKey = new RSAKeyGenerator(2048).keyID("b").generate();
        RelyingParty signing = RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(List.of(key.toPublicJWK(), rsaKey.toPublicJWK())));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
        signIn();
        Map<String, String> inside = signing.request();
        Instant now = SERVICE.bean(TestClock.class).instant();
        SignedJWT otherAlgorithm = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("b").build(),
                claims(inside).build());
        otherAlgorithm.sign(new RSASSASigner(rsaKey));
        SignedJWT bySecret =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(inside).build());
        bySecret.sign(new MACSigner(signing.client().secret()));
        EncryptedJWT encrypted = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                claims(inside).build());
        encrypted.encrypt(new DirectEncrypter(new byte[32]));
        assertThat(signing.answer(
                        browser,
                        signing.request(Map.of(
                                "request",
                                sign(
                                        key,
                                        inside,
                                        claims -> claims.expirationTime(Date.from(now.plus(Duration.ofMinutes(5)))))))))
                .containsKey("code");

        for (String useless : List.of(
                "nonsense",
                "a.b.c",
                otherAlgorithm.serialize(),
                bySecret.serialize(),
                encrypted.serialize(),
                sign(key(), inside, claims -> {}),
                sign(key, inside, claims -> {}).replaceAll("[^.]{4}$", "AAAA"),
                new PlainJWT(claims(inside).build()).serialize(),
                sign(key, inside, claims -> claims.audience("https://other.example")),
                sign(key, inside, claims -> claims.issuer("another")),
                sign(key, inside, claims -> claims.issuer(client.client().id())),
                sign(key, inside, claims -> claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(5))))),
                sign(key, inside, claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofHours(5))))))) {
            assertThat(RelyingParty.parameters(
                            browser.get(RelyingParty.path(signing.request(Map.of("request", useless))))))
                    .as(useless)
                    .containsEntry("error", "invalid_request_object")
                    .doesNotContainKey("code");
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

    private Answer submitPassword(Page signIn, TestUser who) {
        return browser.submit(signIn, Map.of("username", who.username(), "password", AuthServiceUnderTest.PASSWORD));
    }

    /** What the client is told at once. */
    private Map<String, String> refusal(Map<String, String> others) {
        return RelyingParty.parameters(browser.get(RelyingParty.path(client.request(others))));
    }

    /** What the client is told by a form, the user allowing everything. */
    private Map<String, String> formPost(Map<String, String> request) {
        Answer answer = browser.get(RelyingParty.path(request));
        for (int hops = 0; !isForm(answer); hops++) {
            assertThat(hops).as(answer.toString() + answer.body()).isLessThan(8);
            answer = answer.status() == 303
                    ? browser.get(answer.header("Location"))
                    : browser.submit(Browser.page(answer), Map.of());
        }
        return fields(Jsoup.parse(answer.body()).select("#form-post").getFirst());
    }

    private static boolean isForm(Answer answer) {
        return !Jsoup.parse(answer.body()).select("#form-post").isEmpty();
    }

    private static Map<String, String> fields(Element form) {
        return form.select("input").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }

    private static void assertPage(Answer answer) {
        assertThat(answer.status()).as(answer.toString() + answer.body()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(Browser.page(answer).title()).isNotEmpty();
    }

    private long authTime(Map<String, String> answer) throws ParseException {
        return idToken(answer).getDateClaim("auth_time").toInstant().getEpochSecond();
    }

    private JWTClaimsSet idToken(Map<String, String> answer) throws ParseException {
        return SignedJWT.parse(client.exchange(RelyingParty.code(answer)).text("id_token"))
                .getJWTClaimsSet();
    }

    private static Map<String, String> with(Map<String, String> request, String name, String value) {
        Map<String, String> all = new HashMap<>(request);
        all.put(name, value);
        return all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ECKey key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID("a").generate();
    }

    /** One that signs its requests with that key. */
    private static RelyingParty signing(ECKey key) {
        return RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
    }

    private static JWTClaimsSet.Builder claims(Map<String, String> parameters) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        parameters.forEach(claims::claim);
        return claims;
    }

    private static String sign(ECKey key, Map<String, String> parameters, Consumer<JWTClaimsSet.Builder> change)
            throws JOSEException {
        JWTClaimsSet.Builder claims =
                claims(parameters).issuer(parameters.get("client_id")).audience(AuthServiceUnderTest.ISSUER);
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
