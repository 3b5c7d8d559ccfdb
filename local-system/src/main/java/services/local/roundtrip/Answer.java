package services.local.roundtrip;

import java.net.http.HttpHeaders;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An HTTP response. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The member at that JSON pointer; a missing node where there is none. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asString("");
    }

    /** All values of that header. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    private JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException ignored) {
            return MissingNode.getInstance();
        }
    }
}
