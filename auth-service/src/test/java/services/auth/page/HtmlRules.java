package services.auth.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseErrorList;
import org.jsoup.parser.Parser;

import static org.assertj.core.api.Assertions.assertThat;

/** What every page keeps to: well-formed, of use without a mouse, a screen or a script, and with nothing that its policy forbids. */
public final class HtmlRules {

    private static final Set<String> LANGUAGES = Set.of("en", "ru");

    private HtmlRules() {}

    /** The document, which keeps to the rules. */
    public static Document check(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document page = Jsoup.parse(html, "https://us.test/", parser);
        ParseErrorList errors = parser.getErrors();
        assertThat(errors).as(html).isEmpty();
        assertThat(page.documentType()).isNotNull();
        assertThat(page.select("html").attr("lang")).isIn(LANGUAGES);
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("meta[name=viewport]")).hasSize(1);
        assertThat(page.select("h1"))
                .hasSize(1)
                .allSatisfy(h1 -> assertThat(h1.text()).isNotBlank());
        assertThat(page.select("main")).hasSize(1);
        assertHeadingsDescendByOne(page);
        assertIdsAreUnique(page);
        assertFieldsAreNamed(page);
        assertNothingRuns(page);
        return page;
    }

    private static void assertHeadingsDescendByOne(Document page) {
        int level = 0;
        for (Element heading : page.select("h1, h2, h3, h4")) {
            int next = heading.tagName().charAt(1) - '0';
            assertThat(next).isLessThanOrEqualTo(level + 1);
            level = next;
        }
    }

    private static void assertIdsAreUnique(Document page) {
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        page.select("[aria-describedby]")
                .forEach(field ->
                        assertThat(ids).contains(field.attr("aria-describedby").split(" ")));
        page.select("a[href^=#]")
                .forEach(link -> assertThat(ids).contains(link.attr("href").substring(1)));
    }

    private static void assertFieldsAreNamed(Document page) {
        assertThat(page.select("input:not([type=hidden])")).allSatisfy(field -> {
            assertThat(page.select("label[for=" + field.id() + "]").text()).isNotBlank();
            assertThat(field.attr("autocomplete")).isNotBlank();
        });
        assertThat(page.select("button, a"))
                .allSatisfy(control -> assertThat(control.text()).isNotBlank());
        assertThat(page.select("img"))
                .allSatisfy(image -> assertThat(image.hasAttr("alt")).isTrue());
        assertThat(page.select("form")).allSatisfy(form -> {
            assertThat(form.attr("method")).isEqualTo("post");
            assertThat(form.attr("action")).startsWith("/");
            assertThat(form.select("input[type=hidden][name=form_token]")).hasSize(1);
            assertThat(form.select("button")).isNotEmpty();
        });
        assertThat(page.select("[autofocus]")).hasSizeLessThanOrEqualTo(1);
        assertThat(page.select("[tabindex]")).isEmpty();
    }

    private static void assertNothingRuns(Document page) {
        assertThat(page.select("script, style, iframe, object, embed, base, [style], meta[http-equiv]"))
                .isEmpty();
        assertThat(page.getAllElements())
                .allSatisfy(element -> assertThat(element.attributes())
                        .noneSatisfy(attribute -> assertThat(attribute.getKey()).startsWith("on"))
                        .noneSatisfy(attribute -> assertThat(
                                        attribute.getValue().strip().toLowerCase(Locale.ROOT))
                                .startsWith("javascript:")));
    }
}
