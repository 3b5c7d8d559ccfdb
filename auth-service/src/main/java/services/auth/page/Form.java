package services.auth.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/** The form that a browser has sent from a page of this service. */
public final class Form {

    private static final String ATTRIBUTE = "services.auth.page.form";
    private static final int MAX_FIELDS = 64;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** The form of a request that {@link PageFilter} has let through. */
    public static Form of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Form.class)
                .orElseThrow(() -> new IllegalStateException("No route of a controller that is @AnswersHtml"));
    }

    /** @throws IllegalArgumentException when it is malformed */
    static Form parse(String body) {
        return new Form(new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MAX_FIELDS).parameters());
    }

    /**
     * The fields of a form that need not be from a page of this service. One that is malformed is answered with a page.
     *
     * @param body of any character encoding that the request names: a form is in UTF-8
     */
    public static Map<String, List<String>> fromElsewhere(byte @Nullable [] body) {
        try {
            return parse(body == null ? "" : new String(body, StandardCharsets.UTF_8))
                    .fields();
        } catch (IllegalArgumentException malformed) {
            throw new FormRefusedException(PageError.BAD_REQUEST);
        }
    }

    void keepIn(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** All that was sent but the token of the form. */
    public Map<String, List<String>> fields() {
        Map<String, List<String>> all = new TreeMap<>(fields);
        all.remove(FormTokens.FIELD);
        return all;
    }

    /** What was typed, without white space around it; empty when nothing was. */
    public String text(String field) {
        return secret(field).strip();
    }

    /** What was typed, to the letter; empty when nothing was. */
    public String secret(String field) {
        List<String> values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** A code that was typed, without the spaces by which some people and mail programs group it. */
    public String digits(String field) {
        return secret(field).replaceAll("[\\s-]", "");
    }
}
