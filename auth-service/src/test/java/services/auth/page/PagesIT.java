package services.auth.page;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import services.auth.AuthServiceUnderTest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Every page that there is, also those whose controllers are elsewhere, with what attackers would write into it. */
class PagesIT {

    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7*7 }}${7*7}";
    private static final RequestingClient CLIENT = new RequestingClient(
            HOSTILE,
            URI.create("https://app.test/?a=%22%3E"),
            URI.create("https://cdn.app.test/logo.png"),
            URI.create("https://app.test/policy"),
            URI.create("https://app.test/terms"));
    private static final List<String> SCOPES = List.of("openid", "offline_access", "data:read", HOSTILE);
    private static final Map<String, String> HIDDEN = Map.of("request", HOSTILE);

    private final Pages pages = AuthServiceUnderTest.shared().bean(Pages.class);

    static Stream<PageModel> everyPage() {
        return Stream.of(
                new SignInPage("", Errors.NONE),
                new SignInPage(HOSTILE, errors("username", "password")),
                new SignUpPage("", "", Errors.NONE),
                new SignUpPage(HOSTILE, HOSTILE, errors("username", "email", "password")),
                new ConfirmEmailPage("", true, Errors.NONE),
                new ConfirmEmailPage(HOSTILE, false, errors("email", "code")),
                new ForgottenPasswordPage("", Errors.NONE),
                new ForgottenPasswordPage(HOSTILE, errors("email")),
                new ResetPasswordPage("", Errors.NONE),
                new ResetPasswordPage(HOSTILE, errors("email", "code", "password")),
                new SignOutPage("alice", null, "/signout", Map.of(), null),
                new SignOutPage(HOSTILE, HOSTILE, "/signout", HIDDEN, URI.create("https://app.test/bye")),
                new AccountPage("alice", "alice@example.org", true, List.of(), false, List.of()),
                new AccountPage(
                        HOSTILE,
                        HOSTILE,
                        false,
                        List.of(
                                new AccountPage.Login("1", null, true, Instant.EPOCH, null),
                                new AccountPage.Login(HOSTILE, HOSTILE, false, Instant.EPOCH, HOSTILE)),
                        true,
                        List.of(new AccountPage.App(HOSTILE, HOSTILE, SCOPES, Instant.EPOCH))),
                new ConsentPage(CLIENT, HOSTILE, SCOPES, "/consent", HIDDEN, URI.create("https://app.test/cb")),
                new ConsentPage(
                        new RequestingClient("App", null, null, null, null),
                        "alice",
                        List.of(),
                        "/consent",
                        Map.of(),
                        URI.create("https://app.test/cb")),
                new DeviceCodePage("", "/device", Errors.NONE),
                new DeviceCodePage(HOSTILE, "/device", errors("user_code")),
                new DeviceConsentPage(CLIENT, HOSTILE, HOSTILE, SCOPES, "/device", HIDDEN),
                new MessagePage(MessagePage.Done.SIGNED_OUT),
                new MessagePage(MessagePage.Done.DEVICE_ALLOWED),
                new MessagePage(MessagePage.Done.DEVICE_DENIED),
                new ErrorPage(
                        Message.of("error.internal.title"),
                        Message.of("error.internal.text"),
                        HOSTILE,
                        HOSTILE,
                        "/signin?a=" + HOSTILE));
    }

    private static Errors errors(String... fields) {
        return Stream.of(fields)
                .reduce(
                        Errors.ofForm(Message.of("error.wrong_credentials")),
                        (errors, field) -> errors.and(field, Message.of("error.code")),
                        (one, other) -> one);
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void pageIsWellFormedWhateverStandsInIt(PageModel page) {
        for (String language : List.of("en", "ru")) {
            MutableHttpResponse<String> response = pages.show(visit(language), HttpStatus.OK, page);
            Document document = HtmlRules.check(requireNonNull(response.body()));

            assertThat(document.select("html").attr("lang")).isEqualTo(language);
            assertThat(document.select("img[src=x]")).isEmpty();
            assertThat(document.text()).doesNotContain("49");
            if (language.equals("ru")) {
                assertThat(document.title()).containsPattern("[А-Яа-я]");
                assertThat(document.select("button").eachText())
                        .allSatisfy(text -> assertThat(text).containsPattern("[А-Яа-я]"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void pageCannotBeFramedAndTellsNobodyWhereItIs(PageModel page) {
        HttpHeaders headers = pages.show(visit("en"), HttpStatus.OK, page).getHeaders();

        assertThat(headers.get("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.get("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "script-src");
        // no page of another origin is sent a referrer
        assertThat(headers.get("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.get("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void nothingIsElsewhereButWhatAClientTellsOfItself(PageModel page) {
        Document document = show(page, "en");

        List<String> elsewhere = document.select("[src], [href], [action], [srcset], [poster]").stream()
                .flatMap(element -> Stream.of("src", "href", "action", "srcset", "poster")
                        .map(element::attr)
                        .filter(address -> !address.isEmpty()))
                .filter(address -> !address.matches("(/(?!/)|#).*"))
                .toList();

        Set<String> ofClient = page instanceof ConsentPage || page instanceof DeviceConsentPage
                ? Set.of("https://cdn.app.test/logo.png", "https://app.test/policy", "https://app.test/terms")
                : Set.of();
        assertThat(ofClient).containsAll(elsewhere);
        assertThat(document.select("img[src^=http]"))
                .allSatisfy(image -> assertThat(image.attr("referrerpolicy")).isEqualTo("no-referrer"));
        assertThat(document.select("a[href^=http]"))
                .allSatisfy(link -> assertThat(link.attr("rel")).contains("noreferrer"));
    }

    @ParameterizedTest
    @MethodSource("everyError")
    void everyErrorHasAPage(PageError error) {
        ErrorPages errorPages = AuthServiceUnderTest.shared().bean(ErrorPages.class);

        MutableHttpResponse<String> response = errorPages.show(visit("ru"), error, "invalid_request: <b>");

        assertThat(response.code()).isEqualTo(error.status().getCode());
        assertThat(HtmlRules.check(requireNonNull(response.body()))
                        .select("code")
                        .eachText())
                .contains("invalid_request: <b>");
    }

    static Stream<PageError> everyError() {
        return Stream.of(PageError.values());
    }

    @Test
    void scopesAreToldInWords() {
        ConsentPage consent = new ConsentPage(
                CLIENT,
                "alice",
                List.of("openid", "data:read", "pizza"),
                "/c",
                Map.of(),
                URI.create("https://app.test"));

        assertThat(show(consent, "en").select("main ul li").eachText())
                .containsExactly("know who you are", "read your data", "use “pizza”");
        assertThat(show(consent, "ru").select("main ul li").eachText())
                .containsExactly("узнать, кто вы", "читать ваши данные", "использовать «pizza»");
    }

    @Test
    void consentIsGivenOrRefusedByAButtonOfItsOwn() {
        ConsentPage consent =
                new ConsentPage(CLIENT, "alice", SCOPES, "/consent?a=b", HIDDEN, URI.create("https://app.test"));

        Document page = show(consent, "en");

        assertThat(page.select("form").attr("action")).isEqualTo("/consent?a=b");
        assertThat(page.select("input[name=request]").attr("value")).isEqualTo(HOSTILE);
        assertThat(page.select("button[name=decision]").eachAttr("value")).containsExactly("allow", "deny");
        assertThat(page.select("a[href=https://app.test/policy]")).hasSize(1);
        assertThat(page.select("img[src=https://cdn.app.test/logo.png]")).hasSize(1);
    }

    @Test
    void deviceShowsTheCodeToCompare() {
        Document page = show(new DeviceConsentPage(CLIENT, "alice", "WDJB-MJHT", SCOPES, "/device", Map.of()), "en");

        assertThat(page.select(".shown").text()).isEqualTo("WDJB-MJHT");
    }

    @Test
    void messageOfAFieldIsBoundToItAndLedToFromTheTop() {
        Document page =
                show(new SignUpPage("x", "a@b.c", Errors.of("username", Message.of("error.username_taken"))), "en");

        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select("[role=alert] a[href=#username]").text())
                .isEqualTo("This username is taken. Choose another one.");
        assertThat(page.select("#username").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.select("#username").attr("aria-describedby")).isEqualTo("username-error username-hint");
        assertThat(page.select("#email").hasAttr("aria-invalid")).isFalse();
        assertThat(page.select("[autofocus]").attr("id")).isEqualTo("username");
    }

    @Test
    void messageOfTheWholeFormIsBoundToTheFieldThatHasTheFocus() {
        Errors wrong = Errors.ofForm(Message.of("error.wrong_credentials"));

        for (PageModel form : List.of(
                new SignInPage("alice", wrong),
                new SignInPage("", wrong),
                new ConfirmEmailPage("a@b.c", true, wrong),
                new DeviceCodePage("", "/device", wrong))) {
            Document page = show(form, "en");
            assertThat(page.select("[autofocus]").attr("aria-describedby")).isEqualTo("problem");
            assertThat(page.select("#problem").text()).isEqualTo("Username, e-mail or password is not right.");
        }
    }

    private Document show(PageModel page, String language) {
        return HtmlRules.check(
                requireNonNull(pages.show(visit(language), HttpStatus.OK, page).body()));
    }

    private static Visit visit(String language) {
        return Visit.of(new SimpleHttpRequest<>(HttpMethod.GET, "/page", null)).withUiLocales(language);
    }
}
