package services.auth.oauth2.endsession;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestDatabase;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.auth.session.BrowserSession;
import services.auth.token.JwtIssuer;

import static org.assertj.core.api.Assertions.assertThat;

class EndSessionPageControllerIT {

    private static final String PATH = "/oauth2/end_session";
    private static final String BACK = "https://client.example/signed-out";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final TestUser user = service.register();
    private final TestClient client =
            TestClient.register(service, metadata -> metadata.setPostLogoutRedirectionURIs(Set.of(URI.create(BACK))));
    private final String cookie = TestLogin.signIn(service, user);
    private final BrowserSession browser = TestLogin.browser(service, cookie).orElseThrow();
    private final TestLogin login = TestLogin.start(service, user, client, "openid data:read", null, browser.id());

    @Test
    void hintOfTheUserWhoIsSignedInSignsOutAtOnceAndGoesBackToTheClient() {
        HttpResponse<String> answer =
                get(cookie, Map.of("id_token_hint", hint(), "post_logout_redirect_uri", BACK, "state", "a state&more"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(BACK + "?state=a+state%26more");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("session=;")
                .contains("Max-Age=0");
        assertSignedOut();
    }

    @Test
    void getAndPostAreTheSame() {
        String cookies = "session=" + cookie;
        for (Map<String, String> request : List.of(
                Map.of("client_id", client.id(), "post_logout_redirect_uri", BACK),
                Map.of("client_id", client.id(), "post_logout_redirect_uri", BACK + "/elsewhere"),
                Map.of("client_id", "nobody"),
                Map.of("state", "s", "ui_locales", "ru"),
                Map.<String, String>of(),
                Map.of("id_token_hint", hint(), "post_logout_redirect_uri", BACK, "state", "s"))) {
            String again =
                    request.containsKey("id_token_hint") ? TestLogin.signIn(service, service.register()) : cookie;
            HttpResponse<String> byGet = get(again, request);
            HttpResponse<String> byPost = post(PATH, again.equals(cookie) ? cookies : "session=" + again, request);

            assertThat(byPost.statusCode()).as(request.toString()).isEqualTo(byGet.statusCode());
            assertThat(byPost.headers().firstValue("Location"))
                    .isEqualTo(byGet.headers().firstValue("Location"));
            assertThat(title(byPost)).isEqualTo(title(byGet));
        }
    }

    private static String title(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("h1").text();
    }

    @Test
    void hintMayBeSentByAFormOfAnotherSiteWhichBringsNoCookie() {
        HttpResponse<String> answer =
                post(PATH, null, Map.of("id_token_hint", hint(), "post_logout_redirect_uri", BACK));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(BACK);
        assertSignedOut();
    }

    @Test
    void whatWasAllowedToGoOnOfflineGoesOn() {
        TestLogin offline = TestLogin.start(service, user, client, "openid offline_access", null, browser.id());

        get(cookie, Map.of("id_token_hint", hint()));

        assertSignedOut();
        assertThat(service.isLive(offline.accessToken())).isTrue();
    }

    @Test
    void expiredHintIsGoodEnough() {
        String expired = hint(
                client.id(), user.id(), login.id().toString(), Instant.now().minusSeconds(86_400));

        assertThat(get(cookie, Map.of("id_token_hint", expired)).statusCode()).isEqualTo(200);
        assertSignedOut();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "ES256", "EdDSA"})
    void hintOfAnyAlgorithmIsRecognised(String algorithm) {
        String hint = service.bean(JwtIssuer.class)
                .sign(
                        claims(client.id(), user.id(), login.id().toString(), Instant.now()),
                        JWSAlgorithm.parse(algorithm),
                        null);

        get(cookie, Map.of("id_token_hint", hint));

        assertSignedOut();
    }

    @Test
    void withoutAHintTheUserIsAskedAndDecides() {
        Map<String, String> wanted = Map.of("client_id", client.id(), "post_logout_redirect_uri", BACK, "state", "s");

        HttpResponse<String> question = get(cookie, wanted);

        assertThat(question.statusCode()).isEqualTo(200);
        assertThat(question.body()).contains(user.username()).contains("<form method=\"post\"");
        assertThat(question.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("https://client.example");
        assertThat(TestLogin.browser(service, cookie)).isPresent();
        assertThat(decide(question, "stay").headers().firstValue("Location").orElse(""))
                .startsWith("/account");
        assertThat(TestLogin.browser(service, cookie)).isPresent();

        HttpResponse<String> decided = decide(question, "sign_out");

        assertThat(decided.statusCode()).isEqualTo(303);
        assertThat(decided.headers().firstValue("Location")).contains(BACK + "?state=s");
        assertSignedOut();
    }

    @Test
    void answerToTheQuestionThatAnotherSiteSendsIsRefused() {
        HttpResponse<String> answer = post(PATH + "/confirmation", "session=" + cookie, Map.of("decision", "sign_out"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestLogin.browser(service, cookie)).isPresent();
    }

    @Test
    void hintOfSomebodyElseMakesTheUserBeAsked() {
        TestUser other = service.register();
        String hint = hint(
                client.id(), other.id(), login.id().toString(), Instant.now().plusSeconds(60));

        assertThat(get(cookie, Map.of("id_token_hint", hint)).body()).contains("<form method=\"post\"");
        assertThat(TestLogin.browser(service, cookie)).isPresent();
        // and nobody signs somebody else out with it
        post(PATH, null, Map.of("id_token_hint", hint));
        assertThat(service.isLive(login.accessToken())).isTrue();
    }

    @Test
    void hintOfALoginElsewhereMakesTheUserBeAsked() {
        BrowserSession telephone =
                TestLogin.browser(service, TestLogin.signIn(service, user)).orElseThrow();
        TestLogin there = TestLogin.start(service, user, client, "openid", null, telephone.id());
        TestLogin device = TestLogin.start(service, user, client, "openid");

        for (String sid : List.of(
                there.id().toString(), device.id().toString(), UUID.randomUUID().toString(), "no uuid")) {
            HttpResponse<String> answer = get(
                    cookie,
                    Map.of(
                            "id_token_hint",
                            hint(client.id(), user.id(), sid, Instant.now().plusSeconds(60))));

            assertThat(answer.body()).as(sid).contains("<form method=\"post\"");
            assertThat(TestLogin.browser(service, cookie)).isPresent();
        }
        assertThat(service.isLive(there.accessToken())).isTrue();
    }

    @Test
    void userWhoSaysYesIsSignedOutEverywhereWhereThisBrowserSignedIn() {
        TestLogin other = TestLogin.start(service, user, TestClient.register(service), "openid", null, browser.id());
        HttpResponse<String> question = get(cookie, Map.of());

        HttpResponse<String> decided = decide(question, "sign_out");

        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(title(decided)).isEqualTo("You are signed out");
        assertThat(decided.headers().allValues("Set-Cookie"))
                .anySatisfy(set -> assertThat(set).startsWith("session=;").contains("Max-Age=0", "Path=/"));
        assertSignedOut();
        assertThat(service.isLive(other.accessToken())).isFalse();
        assertThat(client.post(
                                service,
                                "/oauth2/token",
                                Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken()))
                        .text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void stateComesBackBesideTheQueryOfTheAddress() {
        String withQuery = BACK + "?a=b%20c&d";
        TestClient other = TestClient.register(
                service, metadata -> metadata.setPostLogoutRedirectionURIs(Set.of(URI.create(withQuery))));
        String state = "\u044f &=+%25\"<\u65e5";

        HttpResponse<String> answer =
                get(null, Map.of("client_id", other.id(), "post_logout_redirect_uri", withQuery, "state", state));

        URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(location.toString()).startsWith(withQuery + "&state=");
        assertThat(new QueryStringDecoder(location).parameters()).containsEntry("state", List.of(state));
    }

    @Test
    void errorsNeverRedirectAndSignNobodyOut() {
        String good = TestClient.form(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", BACK));
        for (String query : List.of(
                good + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example",
                good + "&id_token_hint=a",
                good + "&state=a&state=b",
                good + "&client_id=nobody",
                good + "&client_id=" + TestClient.register(service).id(),
                good.replace("signed-out", "signed-out%0D%0ASet-Cookie:a=b"),
                TestClient.form(Map.of("id_token_hint", "garbage", "post_logout_redirect_uri", BACK)),
                // {"alg":"ES256","enc":null}
                TestClient.form(Map.of("id_token_hint", "eyJhbGciOiJFUzI1NiIsImVuYyI6bnVsbH0.e30.AA")),
                TestClient.form(Map.of("post_logout_redirect_uri", BACK)),
                TestClient.form(Map.of("client_id", client.id(), "post_logout_redirect_uri", "javascript:alert(1)")))) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(service.publicUri(PATH + "?" + query))
                    .header("Cookie", "session=" + cookie));

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(Jsoup.parse(answer.body()).select("[href^=http], [action^=http]"))
                    .isEmpty();
        }
        assertThat(TestLogin.browser(service, cookie)).isPresent();
        assertThat(service.isLive(login.accessToken())).isTrue();
    }

    @Test
    void whoIsSignedOutAlreadyGoesBackAllTheSame() {
        get(cookie, Map.of("id_token_hint", hint()));
        assertSignedOut();

        HttpResponse<String> again =
                get(cookie, Map.of("id_token_hint", hint(), "post_logout_redirect_uri", BACK, "state", "s"));

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.headers().firstValue("Location")).contains(BACK + "?state=s");
        assertThat(get(cookie, Map.of("id_token_hint", hint())).statusCode()).isEqualTo(200);
    }

    @Test
    void clientsAreToldBeforeTheBrowserGoesBack() throws SQLException {
        // nobody listens there, so that what is to be told waits
        TestClient first = away();
        TestClient second = away();
        List<TestLogin> logins = List.of(
                TestLogin.start(service, user, first, "openid", null, browser.id()),
                TestLogin.start(service, user, second, "openid", null, browser.id()));
        String hint = hint(
                first.id(),
                user.id(),
                logins.getFirst().id().toString(),
                Instant.now().plusSeconds(60));

        HttpResponse<String> answer = get(cookie, Map.of("id_token_hint", hint, "post_logout_redirect_uri", BACK));

        for (TestLogin told : logins) {
            assertThat(TestDatabase.queried(
                            "SELECT count(*) FROM outgoing_logouts WHERE session_id = '" + told.id() + "'"))
                    .isEqualTo("1");
        }
        assertThat(answer.headers().firstValue("Location")).contains(BACK);
    }

    private TestClient away() {
        return TestClient.register(service, metadata -> {
            metadata.setPostLogoutRedirectionURIs(Set.of(URI.create(BACK)));
            metadata.setBackChannelLogoutURI(URI.create("http://127.0.0.1:1/logout"));
        });
    }

    @Test
    void whatIsNoIdTokenOfThisServiceMakesTheUserBeAsked() {
        String accessToken = login.accessToken();
        String logoutToken = service.bean(JwtIssuer.class)
                .sign(
                        claims(client.id(), user.id(), login.id().toString(), Instant.now()),
                        JWSAlgorithm.RS256,
                        new JOSEObjectType("logout+jwt"));
        String changed =
                hint().replaceFirst("\\.[^.]*\\.", "." + hint().split("\\.")[1].replace('a', 'b') + ".");

        JWTClaimsSet claims = claims(
                client.id(), user.id(), login.id().toString(), Instant.now().plusSeconds(60));
        String unsigned = new PlainJWT(claims).serialize();
        String ofAnotherIssuer = service.bean(JwtIssuer.class)
                .sign(
                        new JWTClaimsSet.Builder(claims)
                                .issuer("https://other.example")
                                .build(),
                        JWSAlgorithm.RS256,
                        null);

        for (String hint : List.of(accessToken, logoutToken, changed, unsigned, ofAnotherIssuer)) {
            HttpResponse<String> answer = get(
                    cookie, Map.of("id_token_hint", hint, "client_id", client.id(), "post_logout_redirect_uri", BACK));
            assertThat(title(answer)).as(hint).isEqualTo("Sign out?");
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(get(cookie, Map.of("id_token_hint", hint)).body()).doesNotContain("You are signed out");
            // nor does it say where its bearer may be sent, or whose login ends
            assertThat(get(null, Map.of("id_token_hint", hint, "post_logout_redirect_uri", BACK))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(TestLogin.browser(service, cookie)).isPresent();
            assertThat(service.isLive(login.accessToken())).isTrue();
        }
    }

    @Test
    void nobodyIsSentWhereTheClientHasNotRegistered() {
        for (String elsewhere : new String[] {
            "https://evil.example/", BACK + "/", BACK + "?a=b", "https://CLIENT.example/signed-out", "not a uri %"
        }) {
            HttpResponse<String> answer =
                    get(cookie, Map.of("id_token_hint", hint(), "post_logout_redirect_uri", elsewhere));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(TestLogin.browser(service, cookie)).isPresent();
    }

    @Test
    void addressWithoutAClientThatHasRegisteredItIsRefused() {
        assertThat(get(cookie, Map.of("post_logout_redirect_uri", BACK)).statusCode())
                .isEqualTo(400);
        assertThat(get(cookie, Map.of("client_id", "nobody")).statusCode()).isEqualTo(400);
        assertThat(get(
                                cookie,
                                Map.of(
                                        "id_token_hint",
                                        hint(),
                                        "client_id",
                                        TestClient.register(service).id()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoIsNotSignedInSeesThatAtOnceInTheLanguageThatIsAskedFor() {
        HttpResponse<String> english = get(null, Map.of("state", "only"));
        HttpResponse<String> russian = get(null, Map.of("ui_locales", "fr ru"));
        for (String unknown : List.of("xx", "!!", "tlh de")) {
            HttpResponse<String> answer = get(null, Map.of("ui_locales", unknown, "logout_hint", "somebody"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"en\">");
        }

        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.body()).contains("<html lang=\"en\">");
        assertThat(russian.body()).contains("<html lang=\"ru\">");
    }

    private void assertSignedOut() {
        assertThat(TestLogin.browser(service, cookie)).isEmpty();
        assertThat(service.isLive(login.accessToken())).isFalse();
    }

    private String hint() {
        return hint(client.id(), user.id(), login.id().toString(), Instant.now().plusSeconds(60));
    }

    private String hint(String audience, String subject, String sid, Instant expiresAt) {
        return service.bean(JwtIssuer.class).sign(claims(audience, subject, sid, expiresAt), JWSAlgorithm.RS256, null);
    }

    private static JWTClaimsSet claims(String audience, String subject, String sid, Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .issuer(AuthServiceUnderTest.ISSUER)
                .audience(audience)
                .subject(subject)
                .claim("sid", sid)
                .issueTime(Date.from(expiresAt.minusSeconds(60)))
                .expirationTime(Date.from(expiresAt))
                .build();
    }

    private HttpResponse<String> get(@Nullable String session, Map<String, String> query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.publicUri(PATH + "?" + TestClient.form(query)));
        return send(session == null ? request : request.header("Cookie", "session=" + session));
    }

    private HttpResponse<String> post(String path, @Nullable String cookies, Map<String, String> form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.publicUri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestClient.form(form)));
        return send(cookies == null ? request : request.header("Cookie", cookies));
    }

    /** Sends the form that was shown. */
    private HttpResponse<String> decide(HttpResponse<String> question, String decision) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>").matcher(question.body());
        while (field.find()) {
            fields.put(attribute(field.group(), "name"), attribute(field.group(), "value"));
        }
        fields.put("decision", decision);
        String formCookie =
                question.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return post(PATH + "/confirmation", "session=" + cookie + "; " + formCookie, fields);
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
        assertThat(attribute.find()).as(tag).isTrue();
        return attribute.group(1).replace("&amp;", "&");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
