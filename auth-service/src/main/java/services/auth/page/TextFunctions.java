package services.auth.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import org.jspecify.annotations.Nullable;
import services.auth.mail.MailLocale;

/**
 * What templates call to speak the language of the page: {@code text(key, values...)} or {@code text(message)}, {@code scope(token)},
 * {@code languageName(tag)} and {@code time(instant)}.
 */
final class TextFunctions extends AbstractExtension {

    private static final String TIME = "d MMMM uuuu, HH:mm 'UTC'";

    private final Texts texts;

    TextFunctions(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(
                "text", of(this::text),
                "scope", of(this::scope),
                "languageName", of((locale, values) -> languageName(values.getFirst())),
                "time", of((locale, values) -> time(locale, values.getFirst())));
    }

    private String text(MailLocale locale, List<Object> values) {
        Message message = values.getFirst() instanceof Message whole
                ? whole
                : new Message(
                        values.getFirst().toString(),
                        values.stream().skip(1).map(Object::toString).toList());
        return texts.text(locale, message);
    }

    /** In words what a scope token allows; the token itself where nobody has written them. */
    private String scope(MailLocale locale, List<Object> values) {
        String token = values.getFirst().toString();
        String key = "scope." + token.replace(':', '.');
        return texts.text(locale, texts.has(locale, key) ? Message.of(key) : Message.of("scope.other", token));
    }

    /** What a language is called by those who speak it. */
    private static String languageName(Object tag) {
        Locale locale = Locale.of(tag.toString());
        String name = locale.getDisplayLanguage(locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static String time(MailLocale locale, Object instant) {
        return DateTimeFormatter.ofPattern(TIME, Locale.of(locale.language()))
                .format(((Instant) instant).atOffset(ZoneOffset.UTC));
    }

    private static Function of(BiFunction<MailLocale, List<Object>, String> body) {
        return new Function() {
            @Override
            public @Nullable List<String> getArgumentNames() {
                // by position
                return null;
            }

            @Override
            public Object execute(
                    Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
                List<Object> values = IntStream.range(0, arguments.size())
                        .mapToObj(at -> Objects.requireNonNull(arguments.get(Integer.toString(at))))
                        .toList();
                return body.apply(MailLocale.choose(context.getLocale().getLanguage(), null), values);
            }
        };
    }
}
