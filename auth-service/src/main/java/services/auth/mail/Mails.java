package services.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;

/** Writes mails from templates (Mustache). All of them are read when the service starts. */
@Context
public class Mails {

    private static final Pattern LINE_BREAKS_AND_OTHER_CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final String TIME = "d MMMM uuuu, HH:mm 'UTC'";

    private final Template htmlLayout = compileHtml(read("layout.html"));
    private final Template textLayout = compileText(read("layout.txt"));
    private final Map<MailLocale, Texts> texts = new EnumMap<>(MailLocale.class);
    private final String issuer;

    /** The templates of one language. */
    private record Texts(Template footer, Map<MailTemplate, Letter> letters) {

        static Texts of(MailLocale locale) {
            Map<MailTemplate, Letter> letters = new EnumMap<>(MailTemplate.class);
            for (MailTemplate template : MailTemplate.values()) {
                letters.put(template, Letter.of(template.wireName() + "." + locale.language()));
            }
            return new Texts(
                    compileText(read("footer." + locale.language() + ".txt").strip()), letters);
        }
    }

    /** The templates of one mail. */
    private record Letter(Template subject, Template text, Template html) {

        /** The first line of the text is the subject, the second is empty. */
        static Letter of(String name) {
            String[] subjectAndText = read(name + ".txt").split("\n\n", 2);
            return new Letter(
                    compileText(subjectAndText[0]),
                    compileText(subjectAndText[1].strip()),
                    compileHtml(read(name + ".html")));
        }
    }

    Mails(@Value("${auth-service.issuer}") String issuer) {
        this.issuer = issuer;
        for (MailLocale locale : MailLocale.values()) {
            texts.put(locale, Texts.of(locale));
        }
    }

    /**
     * Fills in a template. Every value becomes one line; an {@link Instant} is written as people of that language do.
     *
     * @param values by the names that the template uses; {@code issuer} is there always
     * @throws MustacheException when one is missing
     */
    public Mail render(MailTemplate template, MailLocale locale, Map<String, ?> values) {
        Texts ofLocale = Objects.requireNonNull(texts.get(locale));
        Letter letter = Objects.requireNonNull(ofLocale.letters().get(template));
        Map<String, String> lines = new HashMap<>();
        lines.put("issuer", issuer);
        values.forEach((name, value) -> lines.put(name, line(value, locale)));
        lines.put("language", locale.language());
        lines.put("footer", ofLocale.footer().execute(lines));
        lines.put("subject", letter.subject().execute(lines));
        return new Mail(
                letter.subject().execute(lines),
                in(textLayout, lines, letter.text()),
                in(htmlLayout, lines, letter.html()));
    }

    private static String in(Template layout, Map<String, String> lines, Template content) {
        Map<String, String> all = new HashMap<>(lines);
        all.put("content", content.execute(lines));
        return layout.execute(all);
    }

    private static String line(Object value, MailLocale locale) {
        String written = value instanceof Instant time
                ? DateTimeFormatter.ofPattern(TIME, locale.locale()).format(time.atOffset(ZoneOffset.UTC))
                : String.valueOf(value);
        return LINE_BREAKS_AND_OTHER_CONTROLS.matcher(written).replaceAll(" ");
    }

    private static Template compileHtml(String source) {
        return Mustache.compiler().escapeHTML(true).compile(source);
    }

    private static Template compileText(String source) {
        return Mustache.compiler().escapeHTML(false).compile(source);
    }

    private static String read(String name) {
        try (InputStream file = Mails.class.getResourceAsStream("/mail/" + name)) {
            if (file == null) {
                throw new IllegalStateException("There is no mail/" + name + " on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
