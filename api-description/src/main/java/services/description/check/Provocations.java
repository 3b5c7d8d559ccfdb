package services.description.check;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/** Requests that bring about the refusals that many operations share. */
public final class Provocations {

    private static final int TOO_LARGE = 300_000;

    private final Operation operation;
    private final URI listener;
    private final String token;

    private Provocations(Operation operation, URI listener, String token) {
        this.operation = operation;
        this.listener = listener;
        this.token = token;
    }

    /** @param token one that the operation lets in */
    public static List<HttpRequest.Builder> of(Operation operation, URI listener, String token) {
        Provocations provocations = new Provocations(operation, listener, token);
        List<HttpRequest.Builder> requests = new ArrayList<>();
        requests.add(provocations.request("", "{}", provocations.wantedType()).header("token", "another"));
        requests.add(provocations.request("", "{}", provocations.wantedType()).header("Accept", "text/csv"));
        if (operation.description().has("security")) {
            requests.add(provocations.anonymous("", "{}", provocations.wantedType()));
            requests.add(
                    provocations.anonymous("", "{}", provocations.wantedType()).header("Authorization", "Bearer dead"));
            requests.add(
                    provocations.anonymous("", "{}", provocations.wantedType()).header("Authorization", "DPoP dead"));
        }
        if (operation.description().has("requestBody")) {
            requests.add(provocations.request("", "{", provocations.wantedType()));
            requests.add(provocations.request("", "{}", "text/plain"));
            requests.add(provocations.request("", "\"" + "x".repeat(TOO_LARGE) + "\"", provocations.wantedType()));
        }
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString().equals("query")) {
                requests.add(provocations.request(
                        "?" + parameter.path("name").asString() + "=%20", "{}", provocations.wantedType()));
            }
        }
        return requests;
    }

    private String wantedType() {
        return operation.description().path("requestBody").path("content").propertyNames().stream()
                .findFirst()
                .orElse("application/json");
    }

    private HttpRequest.Builder request(String query, String body, String contentType) {
        return anonymous(query, body, contentType).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder anonymous(String query, String body, String contentType) {
        String path = operation.pathOf(UUID.randomUUID().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(listener.resolve(path + query));
        return operation.description().has("requestBody")
                ? request.header("Content-Type", contentType).method(operation.method(), BodyPublishers.ofString(body))
                : request.method(operation.method(), BodyPublishers.noBody());
    }
}
