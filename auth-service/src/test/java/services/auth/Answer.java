package services.auth;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<String> response) {

    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    /** A member as text; empty when it is not there. */
    public String text(String member) {
        return json().path(member).asString("");
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
