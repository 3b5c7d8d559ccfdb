package services.auth.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.context.annotation.Context;
import services.auth.mail.MailLocale;

/** What pages say, by keys and languages: {@code pages/texts.<language>.properties} on the class path. */
@Context
class Texts {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Map<MailLocale, Properties> texts = new EnumMap<>(MailLocale.class);

    Texts() {
        for (MailLocale locale : MailLocale.values()) {
            texts.put(locale, read("texts." + locale.language() + ".properties"));
        }
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (StringReader text = new StringReader(new String(Asset.read(name), StandardCharsets.UTF_8))) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** @throws MissingResourceException when there is no such text */
    String text(MailLocale locale, Message message) {
        String text = of(locale).getProperty(message.key());
        if (text == null) {
            throw new MissingResourceException("No text " + message.key(), Texts.class.getName(), message.key());
        }
        List<String> values = message.values();
        // once over the text, so that a value that looks like a place is none
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)))));
    }

    boolean has(MailLocale locale, String key) {
        return of(locale).containsKey(key);
    }

    Set<String> keys(MailLocale locale) {
        return of(locale).stringPropertyNames();
    }

    private Properties of(MailLocale locale) {
        return Objects.requireNonNull(texts.get(locale));
    }
}
