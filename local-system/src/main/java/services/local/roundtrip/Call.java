package services.local.roundtrip;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/** An HTTP request; the body is empty where there is none. */
public record Call(String method, URI uri, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Call get(URI uri) {
        return new Call("GET", uri, Map.of(), "");
    }

    public static Call post(URI uri) {
        return new Call("POST", uri, Map.of(), "");
    }

    public static Call delete(URI uri) {
        return new Call("DELETE", uri, Map.of(), "");
    }

    public Call json(Map<String, ?> content) {
        return new Call(method, uri, headers, JSON.writeValueAsString(content))
                .header("Content-Type", "application/json");
    }

    public Call form(Map<String, String> fields) {
        String encoded = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Call(method, uri, headers, encoded).header("Content-Type", "application/x-www-form-urlencoded");
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
    public Call basic(String id, String secret) {
        String credentials =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body);
    }
}
