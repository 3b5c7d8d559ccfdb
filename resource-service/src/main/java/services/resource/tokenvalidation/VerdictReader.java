package services.resource.tokenvalidation;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.micronaut.http.HttpResponse;
import services.resource.authservice.JsonAnswer;
import services.resource.tokenvalidation.NoVerdictException.Cure;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@code POST /validateToken} answers.
 *
 * <p>Only an answer that says so in every detail makes a token live or dead; whatever else comes is no verdict.
 */
final class VerdictReader {

    private static final Pattern SPACE = Pattern.compile(" +");

    // the subject becomes the owner of data: PostgreSQL takes no NUL, and RFC 7519 has no use for control characters
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");

    private VerdictReader() {}

    /** @throws NoVerdictException when the answer is no verdict */
    static TokenValidation read(HttpResponse<byte[]> response) {
        int status = response.code();
        return switch (status) {
            case 200 -> verdict(response);
            case 401 -> throw new NoVerdictException(Cure.NEW_OWN_TOKEN, "auth-service refuses the own access token");
            default ->
                throw new NoVerdictException(
                        status >= 500 ? Cure.ANOTHER_ATTEMPT : Cure.TIME, "auth-service answered " + status);
        };
    }

    private static TokenValidation verdict(HttpResponse<byte[]> response) {
        JsonNode answer = JsonAnswer.object(response).orElseThrow(VerdictReader::nonsense);
        JsonNode authenticated = answer.get("authenticated");
        if (authenticated == null || !authenticated.isBoolean()) {
            throw nonsense();
        }
        return authenticated.booleanValue() ? new TokenValidation.Live(details(answer)) : new TokenValidation.Dead();
    }

    private static TokenDetails details(JsonNode answer) {
        String subject = JsonAnswer.text(answer, "sub")
                .filter(text -> SUBJECT.matcher(text).matches())
                .orElseThrow(VerdictReader::nonsense);
        JsonNode scope = answer.get("scope");
        if (scope != null && !scope.isNull() && !scope.isString()) {
            throw nonsense();
        }
        Optional<String> scopes = JsonAnswer.text(answer, "scope");
        return new TokenDetails(
                subject,
                scopes.map(text -> Set.copyOf(SPACE.splitAsStream(text).toList()))
                        .orElse(Set.of()));
    }

    private static NoVerdictException nonsense() {
        return new NoVerdictException(Cure.TIME, "auth-service answered 200 with something that is no verdict");
    }
}
