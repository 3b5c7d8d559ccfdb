package services.auth.token;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a token allows: a set of scope tokens (RFC 6749 section 3.3).
 *
 * @param values the scope tokens
 */
public record Scope(SortedSet<String> values) {

    /** A scope token. */
    public static final String TOKEN = "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}";

    /** What a refusal says of a scope token that is none. */
    public static final String TOKEN_MESSAGE = "must be a scope token: 1 to 100 visible ASCII characters";

    /** Reads scope tokens separated by spaces; a token that comes twice counts once. */
    public static Scope parse(String text) {
        TreeSet<String> values = new TreeSet<>();
        for (String value : text.split(" ", -1)) {
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return new Scope(values);
    }

    public static Scope of(Collection<String> values) {
        return new Scope(new TreeSet<>(values));
    }

    /** Of the user's identity, not of what they may do (OpenID Connect Core 1.0 sections 5.4 and 11). */
    public static final Scope IDENTITY = parse("openid profile email address phone offline_access");

    /** What remains of it for somebody with these rights; to tell who one is takes none. */
    public Scope limitedBy(Scope rights) {
        TreeSet<String> limited = new TreeSet<>(values);
        limited.removeIf(value -> !rights.values.contains(value) && !IDENTITY.values.contains(value));
        return new Scope(limited);
    }

    public boolean covers(Scope wanted) {
        return values.containsAll(wanted.values);
    }

    /** What it allows beyond the other. */
    public Scope without(Scope other) {
        TreeSet<String> rest = new TreeSet<>(values);
        rest.removeAll(other.values);
        return new Scope(rest);
    }

    /** What one of them allows. */
    public Scope with(Scope other) {
        TreeSet<String> all = new TreeSet<>(values);
        all.addAll(other.values);
        return new Scope(all);
    }

    /** What both allow. */
    public Scope commonWith(Scope other) {
        TreeSet<String> common = new TreeSet<>(values);
        common.retainAll(other.values);
        return new Scope(common);
    }

    /** The wire form: scope tokens separated by spaces. */
    @Override
    public String toString() {
        return String.join(" ", values);
    }
}
