package services.description.check;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fails on an answer that the description does not know, in its status, a header, its body or the code of its problem. */
public final class DescribedAnswers {

    static final String PROBLEM = "application/problem+json";

    private static final String NDJSON = "application/x-ndjson";
    private static final Set<Integer> NO_SUCH_OPERATION = Set.of(404, 405);
    // a double would make 1e400 infinite, which no schema takes for a number
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ApiDescription description;
    private final List<String> undescribed;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Operation, Set<String>> seen = new ConcurrentHashMap<>();

    /** @param undescribed the paths that are no part of the API, with what is below them */
    public DescribedAnswers(ApiDescription description, List<String> undescribed) {
        this.description = description;
        this.undescribed = undescribed;
    }

    /** What that operation was seen to answer, as in {@link Operation#answers}. */
    public Set<String> seen(Operation operation) {
        return new TreeSet<>(seen.getOrDefault(operation, Set.of()));
    }

    /** @param isInternal whether the internal listener gave it */
    public void check(HttpResponse<String> answer, boolean isInternal) {
        String path = answer.request().uri().getRawPath();
        if (undescribed.stream().anyMatch(outside -> path.equals(outside) || path.startsWith(outside + "/"))) {
            return;
        }
        String method = answer.request().method();
        Optional<Operation> operation = description.find(method.equals("HEAD") ? "GET" : method, path, isInternal);
        if (operation.isPresent()) {
            check(operation.get(), answer);
        } else if (!NO_SUCH_OPERATION.contains(answer.statusCode())) {
            throw undescribed(answer, "no such operation");
        }
    }

    private void check(Operation operation, HttpResponse<String> answer) {
        JsonNode response = operation.response(answer.statusCode());
        if (response.isMissingNode()) {
            throw undescribed(answer, "no such status");
        }
        response.path("headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .filter(header -> answer.headers().firstValue(header.getKey()).isEmpty())
                .forEach(header -> {
                    throw undescribed(answer, "no header " + header.getKey());
                });
        String code = answer.request().method().equals("HEAD") ? "" : checkBody(response, answer);
        seen.computeIfAbsent(operation, ignored -> ConcurrentHashMap.newKeySet())
                .add((answer.statusCode() + " " + code).strip());
    }

    /** The code, if the body is a problem. */
    private String checkBody(JsonNode response, HttpResponse<String> answer) {
        if (answer.body().isEmpty()) {
            if (response.has("content")) {
                throw undescribed(answer, "no body");
            }
            return "";
        }
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(" *;.*", "");
        JsonNode content = response.path("content").path(mediaType);
        if (content.isMissingNode()) {
            throw undescribed(answer, "no such media type");
        }
        Schema schema = schema(content.path("schema"));
        documents(mediaType, answer.body())
                .map(JSON::readTree)
                .map(schema::validate)
                .forEach(errors -> {
                    if (!errors.isEmpty()) {
                        throw undescribed(answer, errors.toString());
                    }
                });
        return mediaType.equals(PROBLEM) ? checkCode(content, answer) : "";
    }

    private static Stream<String> documents(String mediaType, String body) {
        if (mediaType.equals(NDJSON)) {
            return body.lines();
        }
        // of what is not JSON, its media type says all
        return mediaType.endsWith("json") ? Stream.of(body) : Stream.of();
    }

    private static String checkCode(JsonNode content, HttpResponse<String> answer) {
        String code = JSON.readTree(answer.body()).path("code").asString();
        if (!content.path("examples").has(code)) {
            throw undescribed(answer, "no such code");
        }
        return code;
    }

    /** A schema that finds what it refers to within itself. */
    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema, ignored -> {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
            whole.set("components", description.components());
            return registry.getSchema(whole);
        });
    }

    private static AssertionError undescribed(HttpResponse<String> answer, String what) {
        return new AssertionError("openapi.yml does not describe what %s %s answered (%s): %d %s"
                .formatted(
                        answer.request().method(),
                        answer.request().uri().getPath(),
                        what,
                        answer.statusCode(),
                        answer.body()));
    }
}
