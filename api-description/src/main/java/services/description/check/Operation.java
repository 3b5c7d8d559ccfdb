package services.description.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * One operation of the description.
 *
 * @param path with its parameters in braces
 * @param description the Operation Object (OpenAPI 3.0 section 4.7.10)
 */
public record Operation(String method, String path, JsonNode description) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final int FAULTS = 500;

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** What is told from the other listener has a server of its own. */
    public boolean isInternal() {
        return description.has("servers");
    }

    /** Everything below 500 that it says it answers: the status, and the code of a problem. */
    public Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        description.path("responses").properties().stream()
                .filter(response -> Integer.parseInt(response.getKey()) < FAULTS)
                .forEach(response -> {
                    JsonNode content = response.getValue().path("content");
                    content.path(DescribedAnswers.PROBLEM)
                            .path("examples")
                            .propertyNames()
                            .forEach(code -> answers.add(response.getKey() + " " + code));
                    if (!content.has(DescribedAnswers.PROBLEM) || content.size() > 1) {
                        answers.add(response.getKey());
                    }
                });
        return answers;
    }

    boolean matches(String rawPath) {
        return Pattern.matches(PARAMETER.matcher(path).replaceAll("[^/]+"), rawPath);
    }

    /** The path with a value for each parameter. */
    public String pathOf(String value) {
        return PARAMETER.matcher(path).replaceAll(value);
    }

    boolean hasParameters() {
        return path.contains("{");
    }

    JsonNode response(int status) {
        return description.path("responses").path(Integer.toString(status));
    }
}
