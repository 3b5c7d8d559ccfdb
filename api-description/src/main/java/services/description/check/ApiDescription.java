package services.description.check;

import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An {@code openapi.yml}, read strictly: an object has the members that its schema names and no others. */
public final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectNode document;
    private final List<Operation> operations;

    private ApiDescription(ObjectNode document) {
        this.document = document;
        this.operations = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                // a path without parameters goes before one that it fits too
                .sorted(Comparator.comparing(Operation::hasParameters).thenComparing(Operation::toString))
                .toList();
    }

    public static ApiDescription read(InputStream yaml) {
        ObjectNode document = (ObjectNode) new YAMLMapper().readTree(yaml);
        document.path("components").path("schemas").forEach(ApiDescription::close);
        return new ApiDescription(document);
    }

    public List<Operation> operations() {
        return operations;
    }

    Optional<Operation> find(String method, String rawPath, boolean isInternal) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.isInternal() == isInternal
                        && operation.matches(rawPath))
                .findFirst();
    }

    JsonNode components() {
        return document.path("components");
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }
}
