package services.auth.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What is wrong with a form: for each field at most one message, and at most one for the whole. */
public final class Errors {

    /** Nothing. */
    public static final Errors NONE = new Errors(Map.of());

    private static final String WHOLE = "";

    private final Map<String, Message> messages;

    private Errors(Map<String, Message> messages) {
        this.messages = messages;
    }

    public static Errors ofForm(Message message) {
        return NONE.and(WHOLE, message);
    }

    public static Errors of(String field, Message message) {
        return NONE.and(field, message);
    }

    /** These and another one; the first of a field stays. */
    public Errors and(String field, Message message) {
        Map<String, Message> more = new LinkedHashMap<>(messages);
        more.putIfAbsent(field, message);
        return new Errors(more);
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether the whole cannot be, whatever stands in its fields. */
    public boolean isOfForm() {
        return messages.containsKey(WHOLE);
    }

    /** What is wrong with that field, if anything. */
    public @Nullable Message of(String field) {
        return messages.get(field);
    }

    /** By the names of the fields, which are empty for the whole. */
    public Set<Map.Entry<String, Message>> all() {
        return messages.entrySet();
    }
}
