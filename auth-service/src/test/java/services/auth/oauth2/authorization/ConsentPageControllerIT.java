package services.auth.oauth2.authorization;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.consent.Consents;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.auth.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

/** What a client gets is what its user has seen and allowed. */
class ConsentPageControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final RelyingParty client = RelyingParty.register(service, metadata -> metadata.setName("The Shop"));
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);

    @BeforeEach
    void signIn() {
        assertThat(browser.signIn(user.username(), PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void nothingIsGrantedWithoutConsent() {
        Page consent = consent(
                client, Map.of("scope", "openid data:read", "claims", "{\"userinfo\":{\"phone_number\":null}}"));

        assertThat(consent.title()).isEqualTo("The Shop asks for access");
        assertThat(consent.text()).contains(user.username());
        assertThat(consent.document().select("main ul li").eachText())
                .containsExactlyInAnyOrder("know who you are", "read your data", "see your phone number");
        assertThat(hasAllowed("openid")).isFalse();
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(client.request(Map.of("prompt", "none"))))))
                .containsEntry("error", "consent_required")
                .doesNotContainKey("code");

        Answer allowed = browser.submit(consent, Map.of());

        assertThat(allowed.status()).isEqualTo(303);
        assertThat(RelyingParty.parameters(browser.get(allowed.header("Location"))))
                .containsKey("code");
    }

    @Test
    void deniedRequestIsAccessDenied() {
        Page consent = consent(client, Map.of());

        Answer denied = deny(consent);

        assertThat(RelyingParty.parameters(denied))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state")
                .containsEntry("iss", AuthServiceUnderTest.ISSUER)
                .doesNotContainKey("code");
        assertThat(hasAllowed("openid")).isFalse();
        // and it has had its answer
        assertThat(Browser.page(browser.submit(consent, Map.of())).title()).isEqualTo("That took too long");
    }

    @Test
    void formWithoutItsTokenOrOfSomebodyElseIsRefused() {
        Page consent = consent(client, Map.of());
        Browser attacker = new Browser(service);
        TestUser other = service.register();
        attacker.signIn(other.username(), PASSWORD);
        Page theirs = attacker.follow(attacker.get(RelyingParty.path(client.request())));
        String action = consent.document().select("form").attr("action");

        for (Map<String, String> fields : List.of(
                Map.of("decision", "allow"),
                Map.of("decision", "allow", "form_token", "made up"),
                Map.of("decision", "allow", "form_token", theirs.value("form_token")))) {
            assertThat(browser.post(action, fields).status()).isEqualTo(403);
        }
        assertThat(browser.with("Sec-Fetch-Site", "cross-site")
                        .submit(consent, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(hasAllowed("openid")).isFalse();
    }

    @Test
    void answerIsGivenOnce() {
        Page consent = consent(client, Map.of());
        Answer allowed = browser.submit(consent, Map.of());
        assertThat(RelyingParty.isAtClient(browser.get(allowed.header("Location"))))
                .isTrue();

        Page again = browser.follow(browser.submit(consent, Map.of()));

        assertThat(again.title()).isEqualTo("That took too long");
    }

    @Test
    void promptConsentAsksAgain() {
        client.answer(browser, client.request());
        assertThat(RelyingParty.isAtClient(browser.get(RelyingParty.path(client.request()))))
                .isTrue();

        assertThat(consent(client, Map.of("prompt", "consent")).title()).isEqualTo("The Shop asks for access");
    }

    @Test
    void moreThanWasConsentedToAsksAgain() {
        client.answer(browser, client.request(Map.of("scope", "openid data:read")));

        assertThat(RelyingParty.isAtClient(browser.get(RelyingParty.path(client.request()))))
                .isTrue();
        assertThat(consent(client, Map.of("scope", "openid data:read data:write"))
                        .text())
                .contains("change your data");
        assertThat(consent(client, Map.of("claims", "{\"id_token\":{\"email\":null}}"))
                        .text())
                .contains("see your e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/cb", "com.example.app:/cb"})
    void publicClientWithoutAnIdentityAsksEveryTime(String redirectUri) {
        RelyingParty app = RelyingParty.register(service, metadata -> {
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
            metadata.setApplicationType(com.nimbusds.openid.connect.sdk.rp.ApplicationType.NATIVE);
            metadata.setRedirectionURI(URI.create(redirectUri));
        });
        Map<String, String> redirect = Map.of("redirect_uri", redirectUri);

        for (int i = 0; i < 2; i++) {
            Answer allowed = browser.submit(consent(app, redirect), Map.of());
            assertThat(browser.get(allowed.header("Location")).header("Location"))
                    .startsWith(redirectUri + "?")
                    .contains("code=");
        }
        assertThat(browser.get(RelyingParty.path(app.request(Map.of("redirect_uri", redirectUri, "prompt", "none"))))
                        .header("Location"))
                .contains("error=consent_required");
    }

    @Test
    void publicClientThatOwnsItsAddressAsksOnce() {
        RelyingParty app = RelyingParty.register(
                service, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
        app.answer(browser, app.request());

        assertThat(RelyingParty.isAtClient(browser.get(RelyingParty.path(app.request()))))
                .isTrue();
    }

    @Test
    void offlineAccessIsAlwaysConsentedTo() {
        client.answer(browser, client.request());
        Map<String, String> offline = Map.of("scope", "openid offline_access");

        Page consent = consent(client, offline);
        assertThat(consent.text()).contains("keep access while you are away");
        assertThat(RelyingParty.parameters(deny(consent))).containsEntry("error", "access_denied");
        assertThat(hasAllowed("offline_access")).isFalse();

        Map<String, String> answer = client.answer(browser, client.request(offline));
        assertThat(client.exchange(RelyingParty.code(answer)).text("scope")).contains("offline_access");
        assertThat(RelyingParty.isAtClient(browser.get(RelyingParty.path(client.request(offline)))))
                .isTrue();
    }

    @Test
    void firstPartyClientAsksNobody() {
        RelyingParty own = RelyingParty.register(service, metadata -> firstParty(metadata));

        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(own.request()))))
                .containsKey("code");
    }

    private static void firstParty(ClientMetadata metadata) {
        metadata.setCustomField("first_party", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "popup", "touch", "wap", "hologram"})
    void displayIsNoError(String display) {
        Document usual = consent(client, Map.of()).document();

        Page page = consent(client, Map.of("display", display));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo(usual.select("main").text());
    }

    @Test
    void requestTellsTheLanguageAndTheNameOfItsPages() {
        Browser stranger = new Browser(service).with("Accept-Language", "en");
        Page russian = stranger.open(
                RelyingParty.path(client.request(Map.of("ui_locales", "xx ru en", "login_hint", "\"><b>alice"))));
        assertThat(russian.document().select("html").attr("lang")).isEqualTo("ru");
        assertThat(russian.value("username")).isEqualTo("\"><b>alice");
        Page consent =
                stranger.follow(stranger.submit(russian, Map.of("username", user.username(), "password", PASSWORD)));
        assertThat(consent.document().select("html").attr("lang")).isEqualTo("ru");

        assertThat(languageFor("xx", "ru, en;q=0.5")).isEqualTo("ru");
        assertThat(languageFor("xx", "fr")).isEqualTo("en");
    }

    @Test
    void clientIsCalledAsItCallsItselfInTheLanguageOfThePage() {
        RelyingParty shop = RelyingParty.register(service, metadata -> {
            metadata.setName("The Shop");
            metadata.setName("Магазин", russian());
            metadata.setPolicyURI(URI.create("https://shop.example/ru"), russian());
        });

        Page consent = consent(shop, Map.of("ui_locales", "ru"));
        assertThat(consent.title()).contains("Магазин");
        assertThat(consent.document().select("a[href=https://shop.example/ru]")).hasSize(1);
        assertThat(consent(shop, Map.of("ui_locales", "en")).title()).isEqualTo("The Shop asks for access");
    }

    private static LangTag russian() {
        try {
            return new LangTag("ru");
        } catch (LangTagException e) {
            throw new AssertionError(e);
        }
    }

    private String languageFor(String uiLocales, String acceptLanguage) {
        return new Browser(service)
                .with("Accept-Language", acceptLanguage)
                .open(RelyingParty.path(client.request(Map.of("ui_locales", uiLocales))))
                .document()
                .select("html")
                .attr("lang");
    }

    /** The page to which the request leads. */
    private Page consent(RelyingParty asking, Map<String, String> others) {
        Page page = browser.open(RelyingParty.path(asking.request(others)));
        assertThat(page.document().select("button[value=allow]")).hasSize(1);
        return page;
    }

    private Answer deny(Page consent) {
        return browser.submit(
                consent.document().select("form").getLast(),
                Map.of(),
                consent.document().select("button[value=deny]").getFirst());
    }

    private boolean hasAllowed(String scope) {
        return service.bean(Consents.class)
                .cover(
                        UUID.fromString(user.id()),
                        service.bean(Clients.class).find(client.client().id()).orElseThrow(),
                        Scope.parse(scope));
    }
}
