package services.local.roundtrip;

import java.util.Locale;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes requests and answers fit for a screen: passwords hidden, tokens shortened so that they open nothing. */
final class Masking {

    private static final String HIDDEN = "********";
    private static final int SHOWN = 10;
    private static final Set<String> PASSWORDS = Set.of("password", "new_password", "client_secret");
    private static final Set<String> TOKENS = Set.of("token", "access_token", "refresh_token", "id_token");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Masking() {}

    static String header(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" ->
                value.startsWith("Bearer ")
                        ? "Bearer " + shorten(value.substring("Bearer ".length()))
                        : "Basic " + HIDDEN;
            case "token" -> shorten(value);
            default -> value;
        };
    }

    /** A body that is no JSON is given back as it is: the round trip sends and gets secrets only in JSON. */
    static String body(String body) {
        try {
            return JSON.writeValueAsString(mask(JSON.readTree(body)));
        } catch (JacksonException ignored) {
            return body;
        }
    }

    static String shorten(String token) {
        return token.substring(0, Math.min(SHOWN, token.length() / 4)) + "...(" + token.length() + " characters)";
    }

    private static JsonNode mask(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.propertyNames().forEach(name -> object.set(name, mask(name, object.get(name))));
            case ArrayNode array -> array.forEach(Masking::mask);
            default -> {}
        }
        return node;
    }

    private static JsonNode mask(String name, JsonNode value) {
        if (value.isString() && PASSWORDS.contains(name)) {
            return StringNode.valueOf(HIDDEN);
        }
        if (value.isString() && TOKENS.contains(name)) {
            return StringNode.valueOf(shorten(value.asString()));
        }
        return mask(value);
    }
}
