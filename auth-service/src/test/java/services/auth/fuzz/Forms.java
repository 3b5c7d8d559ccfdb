package services.auth.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of a form or a query, in their order, some of them twice.
 *
 * @param parameters name and value
 */
public record Forms(List<Map.Entry<String, String>> parameters) {

    public static Forms of(Map<String, String> parameters) {
        return new Forms(List.copyOf(parameters.entrySet()));
    }

    /** Others, out of these. */
    public Forms changed(Choices choices, List<String> others) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(parameters);
        for (int i = choices.below(3); i > 0; i--) {
            if (changed.isEmpty() || choices.oneIn(4)) {
                changed.add(Map.entry(choices.of(others), Texts.strange(choices)));
                continue;
            }
            int at = choices.below(changed.size());
            Map.Entry<String, String> before = changed.get(at);
            switch (choices.below(6)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(before);
                case 2 -> changed.add(Map.entry(before.getKey(), Texts.strange(choices)));
                case 3 -> changed.set(at, Map.entry(Texts.changed(choices, before.getKey()), before.getValue()));
                default -> changed.set(at, Map.entry(before.getKey(), Texts.changed(choices, before.getValue())));
            }
        }
        return new Forms(changed);
    }

    public Forms with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
        more.add(Map.entry(name, value));
        return new Forms(more);
    }

    /** Whether that parameter came once, and so. */
    public boolean has(String name, String value) {
        return parameters.stream()
                .filter(one -> one.getKey().equals(name))
                .map(Map.Entry::getValue)
                .filter(one -> !one.isEmpty())
                .toList()
                .equals(List.of(value));
    }

    public String encoded(Choices choices) {
        return parameters.stream()
                .map(one ->
                        Texts.encodedName(choices, one.getKey()) + "=" + Texts.encodedValue(choices, one.getValue()))
                .collect(Collectors.joining("&"));
    }
}
