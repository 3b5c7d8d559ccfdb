package services.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.micronaut.core.annotation.AnnotationClassValue;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.annotation.AnnotationValueBuilder;
import io.micronaut.http.HttpStatus;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** All that a route answers with one status, on its way to an {@link ApiResponse}. */
final class Response {

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "how long it may be kept",
            "Content-Disposition", "that it is a file, and its name",
            "ETag", "its version, to be sent as `If-Match` with a change",
            "Location", "where what was made is found",
            "Retry-After", "after how many seconds another try makes sense",
            "WWW-Authenticate", "what to present, and what was wrong with what was presented");

    private final int status;
    private final Set<String> headers = new LinkedHashSet<>();
    private final Map<String, List<AnnotationClassValue<?>>> bodies = new LinkedHashMap<>();
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private boolean isReturnType;

    Response(int status) {
        this.status = status;
        switch (status) {
            case 401, 403 -> headers.add("WWW-Authenticate");
            case 429, 503 -> headers.add("Retry-After");
            default -> {
                // no header of its own
            }
        }
    }

    void addReturnType() {
        isReturnType = true;
    }

    void add(AnnotationValue<Answers> answers) {
        List<AnnotationClassValue<?>> with = List.of(answers.annotationClassValues("with"));
        if (!with.isEmpty()) {
            String mediaType = answers.stringValue("mediaType").orElse("application/json");
            bodies.computeIfAbsent(mediaType, ignored -> new ArrayList<>()).addAll(with);
        }
        headers.addAll(List.of(answers.stringValues("headers")));
    }

    /** Refusals of one code become one. */
    void add(Refusal refusal) {
        refusals.merge(
                refusal.code(),
                refusal,
                (one, other) -> one.when().contains(other.when())
                        ? one
                        : new Refusal(status, one.code(), one.when() + " Or: " + other.when()));
    }

    /** @param problem the schema of every refusal */
    AnnotationValue<ApiResponse> toAnnotation(AnnotationClassValue<?> problem) {
        List<AnnotationValue<Content>> contents = new ArrayList<>();
        bodies.forEach((mediaType, types) ->
                contents.add(content(mediaType, schema(types)).build()));
        if (!refusals.isEmpty()) {
            contents.add(content("application/problem+json", schema(problem))
                    .member(
                            "examples",
                            refusals.values().stream().map(Response::example).toArray(AnnotationValue[]::new))
                    .build());
        }
        AnnotationValueBuilder<ApiResponse> response = AnnotationValue.builder(ApiResponse.class)
                .member("responseCode", Integer.toString(status))
                .member("description", description())
                .member("useReturnTypeSchema", isReturnType);
        if (!headers.isEmpty()) {
            response.member("headers", headers.stream().map(this::header).toArray(AnnotationValue[]::new));
        }
        if (!contents.isEmpty()) {
            response.member("content", contents.toArray(AnnotationValue[]::new));
        }
        return response.build();
    }

    private String description() {
        return refusals.isEmpty()
                ? HttpStatus.getDefaultReason(status)
                : refusals.values().stream()
                        .map(refusal -> "`" + refusal.code() + "`: " + refusal.when())
                        .collect(Collectors.joining("\n\n"));
    }

    private static AnnotationValue<Schema> schema(List<AnnotationClassValue<?>> types) {
        return types.size() == 1
                ? schema(types.getFirst())
                : AnnotationValue.builder(Schema.class)
                        .member("oneOf", types.toArray(AnnotationClassValue[]::new))
                        .build();
    }

    private static AnnotationValue<Schema> schema(AnnotationClassValue<?> type) {
        return AnnotationValue.builder(Schema.class)
                .member("implementation", type)
                .build();
    }

    private static AnnotationValueBuilder<Content> content(String mediaType, AnnotationValue<Schema> schema) {
        return AnnotationValue.builder(Content.class)
                .member("mediaType", mediaType)
                .member("schema", schema);
    }

    private static AnnotationValue<ExampleObject> example(Refusal refusal) {
        return AnnotationValue.builder(ExampleObject.class)
                .member("name", refusal.code())
                .member("value", refusal.example())
                .build();
    }

    private AnnotationValue<Header> header(String name) {
        return AnnotationValue.builder(Header.class)
                .member("name", name)
                .member("description", HEADERS.getOrDefault(name, name))
                .member("required", isAlwaysThere(name))
                .member(
                        "schema",
                        AnnotationValue.builder(Schema.class)
                                .member("type", name.equals("Retry-After") ? "integer" : "string")
                                .build())
                .build();
    }

    /** RFC 6750 section 3.1 has a challenge for a token that does not suffice, and none for what no token would suffice for. */
    private boolean isAlwaysThere(String name) {
        return status != HttpStatus.FORBIDDEN.getCode()
                || !name.equals("WWW-Authenticate")
                || refusals.keySet().equals(Set.of("insufficient_scope"));
    }
}
