package services.auth.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects that are not what they should be. */
public final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** Other members, out of good ones. */
    public static Map<String, Object> changed(Choices choices, Map<String, ?> good, List<String> others) {
        Map<String, Object> members = new LinkedHashMap<>(good);
        List<String> names = new ArrayList<>(good.keySet());
        names.addAll(others);
        for (int i = choices.below(3); i >= 0; i--) {
            String name = choices.of(names);
            Object before = members.get(name);
            switch (choices.below(6)) {
                case 0 -> members.remove(name);
                case 1 ->
                    members.put(name, before instanceof String text ? Texts.changed(choices, text) : value(choices));
                case 2 -> members.put(name, before == null ? value(choices) : List.of(before));
                case 3 -> members.put(name, before == null ? value(choices) : Map.of(name, before));
                default -> members.put(name, value(choices));
            }
        }
        return members;
    }

    /** Any value. */
    public static @Nullable Object value(Choices choices) {
        return switch (choices.below(16)) {
            case 0 -> null;
            case 1 -> choices.oneIn(2);
            case 2 -> 0;
            case 3 -> -1;
            case 4 -> 1.5;
            case 5 -> 1e300;
            case 6 -> Long.MAX_VALUE;
            case 7 -> Long.MIN_VALUE;
            case 8 -> BigInteger.TEN.pow(40);
            case 9 -> List.of();
            case 10 -> Map.of();
            case 11 -> Arrays.asList(Texts.strange(choices), null, 1);
            case 12 -> Map.of(Texts.strange(choices), Texts.strange(choices));
            case 13 -> nested(choices.below(60));
            default -> Texts.strange(choices);
        };
    }

    private static Object nested(int depth) {
        return depth == 0 ? "deep" : List.of(nested(depth - 1));
    }

    /** As text, which may not be JSON any more. */
    public static String text(Choices choices, Map<String, ?> members) {
        String text = MAPPER.writeValueAsString(members);
        return switch (choices.below(24)) {
            case 0 -> Texts.changed(choices, text);
            case 1 -> Texts.strange(choices);
            case 2 -> text.substring(0, text.length() - 1) + "," + text.substring(1);
            case 3 -> "[" + text + "]";
            case 4 -> text + text;
            case 5 -> text.replace("}", ",\"n\":1e400}");
            default -> text;
        };
    }

    /** As text. */
    public static String text(Map<String, ?> members) {
        return MAPPER.writeValueAsString(members);
    }
}
