package services.auth.oauth2.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a request; one without a value counts as absent (RFC 6749 section 3.1). */
record Parameters(Map<String, List<String>> values) {

    static Parameters of(Map<String, List<String>> sent) {
        Map<String, List<String>> values = new TreeMap<>();
        sent.forEach((name, given) -> {
            List<String> present =
                    given.stream().filter(value -> !value.isEmpty()).toList();
            if (!present.isEmpty()) {
                values.put(name, present);
            }
        });
        return new Parameters(values);
    }

    /** The value of a parameter that comes once. */
    Optional<String> find(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
    }

    /** Whether one comes twice that may not; there may be several resources (RFC 8707 section 2). */
    boolean haveOneTwice() {
        return values.entrySet().stream()
                .anyMatch(parameter ->
                        parameter.getValue().size() > 1 && !parameter.getKey().equals("resource"));
    }

    /** With others, which take precedence. */
    Parameters with(Map<String, List<String>> others) {
        Map<String, List<String>> merged = new TreeMap<>(values);
        merged.putAll(others);
        return of(merged);
    }

    Parameters without(String... names) {
        Map<String, List<String>> fewer = new TreeMap<>(values);
        List.of(names).forEach(fewer::remove);
        return new Parameters(fewer);
    }
}
