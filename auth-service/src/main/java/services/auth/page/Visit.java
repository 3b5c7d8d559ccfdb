package services.auth.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import services.auth.mail.MailLocale;

/**
 * A browser's way through the pages: in which language, where it goes on afterwards and who is expected. It travels in the query of each
 * link and form, so that nothing of it is lost between signing in, signing up and a forgotten password.
 */
public final class Visit {

    static final String RETURN_TO = "return_to";
    static final String UI_LOCALES = "ui_locales";
    static final String LOGIN_HINT = "login_hint";
    static final String NOTICE = "notice";

    // OpenID Connect Core 1.0 section 3.1.2.1: language tags, separated by spaces, the best one first
    private static final Pattern LANGUAGES = Pattern.compile("[A-Za-z0-9 -]{1,200}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,254}");

    private final HttpRequest<?> request;
    private final ReturnTo returnTo;
    private final @Nullable String uiLocales;
    private final @Nullable String loginHint;

    private Visit(HttpRequest<?> request, ReturnTo returnTo, @Nullable String uiLocales, @Nullable String loginHint) {
        this.request = request;
        this.returnTo = returnTo;
        this.uiLocales = uiLocales;
        this.loginHint = loginHint;
    }

    /** As the query of the request tells it; what is of no use there is left out. */
    public static Visit of(HttpRequest<?> request) {
        return new Visit(request, ReturnTo.ACCOUNT, null, null)
                .returningTo(ReturnTo.find(parameter(request, RETURN_TO)).orElse(ReturnTo.ACCOUNT))
                .withUiLocales(parameter(request, UI_LOCALES))
                .withLoginHint(parameter(request, LOGIN_HINT));
    }

    private static @Nullable String parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getFirst(name).orElse(null);
    }

    public Visit returningTo(ReturnTo other) {
        return new Visit(request, other, uiLocales, loginHint);
    }

    /** @param languages the {@code ui_locales} of OpenID Connect Core 1.0 section 3.1.2.1 */
    public Visit withUiLocales(@Nullable String languages) {
        return new Visit(request, returnTo, usable(LANGUAGES, languages), loginHint);
    }

    /** @param name who is expected to sign in: the {@code login_hint} of OpenID Connect Core 1.0 section 3.1.2.1 */
    public Visit withLoginHint(@Nullable String name) {
        return new Visit(request, returnTo, uiLocales, usable(NAME, name));
    }

    private static @Nullable String usable(Pattern form, @Nullable String text) {
        return text != null && form.matcher(text).matches() ? text : null;
    }

    HttpRequest<?> request() {
        return request;
    }

    public ReturnTo returnTo() {
        return returnTo;
    }

    /** Who is expected; empty when that is nobody in particular. */
    public String loginHint() {
        return loginHint == null ? "" : loginHint;
    }

    /** What the page before has to tell. */
    public Optional<Notice> notice() {
        return Notice.find(parameter(request, NOTICE));
    }

    /** What was asked for by name, else the best that the browser names, else English. */
    public MailLocale locale() {
        return MailLocale.choose(
                uiLocales == null ? null : uiLocales.strip().replaceAll(" +", ","),
                request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The language of its pages: a language tag (RFC 5646). */
    public String language() {
        return locale().language();
    }

    /** The way on to another page of this service. */
    public String link(String path) {
        return link(path, Map.of());
    }

    /** The way on to another page, which tells the news. */
    public String link(String path, Notice notice) {
        return link(path, Map.of(NOTICE, notice.wireName()));
    }

    private String link(String path, Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!returnTo.equals(ReturnTo.ACCOUNT)) {
            query.put(RETURN_TO, returnTo.location());
        }
        if (uiLocales != null) {
            query.put(UI_LOCALES, uiLocales);
        }
        if (loginHint != null) {
            query.put(LOGIN_HINT, loginHint);
        }
        query.putAll(more);
        return write(path, query);
    }

    /** This very page, with all that was asked of it. */
    public String here() {
        return write(request.getPath(), asked());
    }

    /** This very page in the languages that it is not shown in. */
    public List<InOtherLanguage> inOtherLanguages() {
        return Stream.of(MailLocale.values())
                .filter(other -> other != locale())
                .map(other -> {
                    Map<String, String> query = asked();
                    query.put(UI_LOCALES, other.language());
                    return new InOtherLanguage(other.language(), write(request.getPath(), query));
                })
                .toList();
    }

    /** @param language a language tag (RFC 5646) */
    public record InOtherLanguage(String language, String link) {}

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        request.getParameters().forEachValue(asked::putIfAbsent);
        return asked;
    }

    private static String write(String path, Map<String, String> query) {
        return query.isEmpty()
                ? path
                : query.entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
