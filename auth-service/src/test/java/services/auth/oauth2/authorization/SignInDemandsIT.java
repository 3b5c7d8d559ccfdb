package services.auth.oauth2.authorization;

import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jsoup.Jsoup;
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

/** What a client may want of the sign-in: {@code prompt}, {@code max_age}, hints, {@code acr} (OpenID Connect Core 1.0 section 3.1.2.1). */
class SignInDemandsIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

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
    void promptNoneNeverShowsAPage() {
        Map<String, String> silent = Map.of("prompt", "none");
        assertThat(client.refusal(browser, silent))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a state");

        signIn();
        assertThat(client.refusal(browser, silent)).containsEntry("error", "consent_required");

        client.answer(browser, client.request());
        Map<String, String> granted = client.refusal(browser, silent);
        assertThat(granted).containsKey("code").doesNotContainKey("error");
        assertThat(client.exchange(RelyingParty.code(granted)).status()).isEqualTo(200);
        assertThat(client.refusal(browser, Map.of("prompt", "none", "scope", "openid email")))
                .containsEntry("error", "consent_required");
        RelyingParty ours = RelyingParty.register(SERVICE, metadata -> metadata.setCustomField("first_party", true));
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(ours.request(silent)))))
                .containsKey("code");
        SERVICE.logoutEverywhere(SERVICE.pairOf(user).token());
        assertThat(client.refusal(browser, silent))
                .containsEntry("error", "login_required")
                .doesNotContainKey("code");
    }

    @Test
    void promptNoneIsAsSilentByPostAndAsAForm() {
        Map<String, String> silent = client.request(Map.of("prompt", "none"));
        Map<String, String> byForm = RelyingParty.with(silent, "response_mode", "form_post");

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
        assertThat(RelyingParty.isForm(answer))
                .as(answer.toString() + answer.body())
                .isTrue();
        return RelyingParty.fields(
                Jsoup.parse(answer.body()).select("#form-post").getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none login", "consent none", "none none login", "nonsense"})
    void promptNoneWithAnotherPromptIsRefused(String prompt) {
        signIn();

        assertThat(client.refusal(browser, Map.of("prompt", prompt))).containsEntry("error", "invalid_request");
        assertThat(client.refusal(browser, Map.of("prompt", prompt, "scope", "data:read")))
                .containsEntry("error", "invalid_request");
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
        RelyingParty.assertTellsTheUser(browser.get(signedIn.header("Location")));
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
        assertThat(client.refusal(browser, Map.of("prompt", "none select_account")))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void maxAgeAsksAgainAndMovesAuthTime() throws Exception {
        signIn();
        long first = authTime(client.answer(browser, client.request(Map.of("max_age", "3600"))));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));

        assertThat(authTime(client.answer(browser, client.request(Map.of("max_age", "3600")))))
                .isEqualTo(first);
        assertThat(client.refusal(browser, Map.of("max_age", "20", "prompt", "none")))
                .containsEntry("error", "login_required");
        Page signIn = browser.open(RelyingParty.path(client.request(Map.of("max_age", "20"))));
        assertThat(signIn.title()).isEqualTo("Sign in");
        long second = authTime(RelyingParty.parameters(client.lead(browser, submitPassword(signIn, user))));
        assertThat(second).isGreaterThanOrEqualTo(first + 30);

        assertThat(client.refusal(browser, Map.of("max_age", "0", "prompt", "none")))
                .containsEntry("error", "login_required");
        Page again = browser.open(RelyingParty.path(client.request(Map.of("max_age", "0"))));
        assertThat(again.title()).isEqualTo("Sign in");
        assertThat(RelyingParty.parameters(client.lead(browser, submitPassword(again, user))))
                .containsKey("code");

        RelyingParty strict = RelyingParty.register(SERVICE, metadata -> metadata.setDefaultMaxAge(20));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));
        assertThat(browser.open(RelyingParty.path(strict.request())).title()).isEqualTo("Sign in");
        for (String wrong : List.of("-1", "soon", "1.5")) {
            assertThat(client.refusal(browser, Map.of("max_age", wrong))).containsEntry("error", "invalid_request");
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

        assertThat(client.refusal(browser, Map.of("id_token_hint", ours))).containsKey("code");
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
                assertThat(client.refusal(browser, Map.of("id_token_hint", wrong, "prompt", prompt)))
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
            assertThat(client.refusal(browser, Map.of("id_token_hint", hint, "prompt", prompt)))
                    .containsKey("code");
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
        assertThat(client.refusal(
                        browser, Map.of("prompt", "none", "claims", "{\"id_token\":{\"sub\":{\"essential\":true}}}")))
                .containsKey("code");
        String hint = client.exchange(RelyingParty.code(client.refusal(browser, Map.of())))
                .text("id_token");

        // nobody is both
        Map<String, String> both =
                Map.of("id_token_hint", hint, "claims", "{\"id_token\":{\"sub\":{\"value\":\"" + other.id() + "\"}}}");
        assertThat(client.refusal(browser, RelyingParty.with(both, "prompt", "none")))
                .containsEntry("error", "login_required");
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
        String silent = RelyingParty.path(client.request(RelyingParty.with(others, "prompt", "none")));
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
            RelyingParty.assertTellsTheUser(wrong.get(signedIn.header("Location")));

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

        assertThat(client.refusal(
                        browser,
                        Map.of(
                                "claims",
                                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:gold\"]}}}")))
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

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private Answer submitPassword(Page signIn, TestUser who) {
        return browser.submit(signIn, Map.of("username", who.username(), "password", AuthServiceUnderTest.PASSWORD));
    }

    private long authTime(Map<String, String> answer) throws ParseException {
        return idToken(answer).getDateClaim("auth_time").toInstant().getEpochSecond();
    }

    private JWTClaimsSet idToken(Map<String, String> answer) throws ParseException {
        return SignedJWT.parse(client.exchange(RelyingParty.code(answer)).text("id_token"))
                .getJWTClaimsSet();
    }
}
