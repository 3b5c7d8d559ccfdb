package services.auth.page;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser with cookies and without scripts. Each page that it gets is held to {@link HtmlRules}, each answer to the headers of pages. */
public final class Browser {

    private final AuthServiceUnderTest service;
    private final String prefix;
    private final Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/html"));
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(AuthServiceUnderTest service) {
        this(service, "");
    }

    /** @param prefix a path before every path of the service, which a proxy in front takes away */
    public Browser(AuthServiceUnderTest service, String prefix) {
        this.service = service;
        this.prefix = prefix;
    }

    /** One that sends this with each request. */
    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Its cookies by their names. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** A page, and the answer that brought it. */
    public record Page(Answer answer, Document document) {

        public int status() {
            return answer.status();
        }

        public String title() {
            return document.select("h1").text();
        }

        public String text() {
            return document.select("main").text();
        }

        /** The message for the whole form and those of its fields. */
        public List<String> errors() {
            return document.select("[role=alert] p").eachText();
        }

        /** Where the link of that text leads. */
        public String link(String text) {
            return document.select("a").stream()
                    .filter(link -> link.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link " + text + " in " + document.select("a")))
                    .attr("href");
        }

        public String value(String field) {
            return document.select("input[name=" + field + "]").attr("value");
        }
    }

    /** What is answered at that address. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** The page at that address, or where it leads from there. */
    public Page open(String path) {
        return follow(get(path));
    }

    /** Goes where an answer leads, until there is a page. */
    public Page follow(Answer answer) {
        Answer last = answer;
        for (int hops = 0; last.status() == 303; hops++) {
            assertThat(hops).isLessThan(5);
            last = get(last.header("Location"));
        }
        return page(last);
    }

    /** The page in an answer. */
    public static Page page(Answer answer) {
        assertThat(answer.header("Content-Type")).as(answer.body()).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self'")
                .endsWith("; frame-ancestors 'none'; base-uri 'none'")
                .doesNotContain("unsafe", "script-src");
        return new Page(answer, HtmlRules.check(answer.body()));
    }

    /** Fills in the last form of the page and presses its first button. */
    public Answer submit(Page page, Map<String, String> fields) {
        return submit(page.document().select("form").getLast(), fields);
    }

    /** Fills in a form and presses its first button. */
    public Answer submit(Element form, Map<String, String> fields) {
        return submit(form, fields, form.select("button").getFirst());
    }

    /** Fills in a form and presses one of its buttons. */
    public Answer submit(Element form, Map<String, String> fields, Element button) {
        Map<String, String> all = new LinkedHashMap<>();
        form.select("input").forEach(field -> all.put(field.attr("name"), field.attr("value")));
        if (button.hasAttr("name")) {
            all.put(button.attr("name"), button.attr("value"));
        }
        fields.forEach((name, value) -> {
            assertThat(all).containsKey(name);
            all.put(name, value);
        });
        return post(form.attr("action"), all);
    }

    public Answer post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Signs in at the page for it. */
    public Answer signIn(String username, String password) {
        return submit(open(prefix + "/signin"), Map.of("username", username, "password", password));
    }

    private HttpRequest.Builder request(String path) {
        assertThat(path).startsWith(prefix + "/");
        return service.request(service.publicUri(path.substring(prefix.length())));
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Answer answer = service.send(request);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        assertThat(answer.header("Cache-Control"))
                .as(answer.toString() + answer.body())
                .isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options"))
                .as(answer.toString() + answer.body())
                .isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        return answer;
    }

    private void keep(String set) {
        String[] parts = set.split(";", 2)[0].split("=", 2);
        if (set.contains("Max-Age=0")) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
