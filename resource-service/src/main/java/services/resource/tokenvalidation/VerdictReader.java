package services.resource.tokenvalidation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micronaut.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import services.resource.authservice.JsonAnswer;
import services.resource.tokenvalidation.NoVerdictException.Cure;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@code POST /validateToken} and {@code POST /validateTokens} answer.
 *
 * <p>Only an answer that says so in every detail makes a token live or dead; whatever else comes is no verdict.
 */
final class VerdictReader {

    // the subject becomes the owner of data: PostgreSQL takes no NUL, and RFC 7519 has no use for control characters
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");

    // RFC 9449 §8.1; it goes into a header
    private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,512}");

    /** Of one of many tokens about which nobody can tell. */
    private static final String UNAVAILABLE = "temporarily_unavailable";

    private VerdictReader() {}

    /**
     * Reads the answer about a token.
     *
     * @throws NoVerdictException when it is no verdict
     */
    static TokenValidation read(HttpResponse<byte[]> response, PresentedToken token) {
        return verdict(body(response, Cure.TIME), token);
    }

    /**
     * Reads the answers about many tokens. One that is no verdict costs the others nothing, and what none of them got an answer to may be asked
     * about one by one: it may be one of them that is to blame.
     *
     * @return as many as there are tokens, in their order
     * @throws NoVerdictException when these are not the answers
     */
    static List<TokenValidation> read(HttpResponse<byte[]> response, List<PresentedToken> tokens) {
        JsonNode answers = body(response, Cure.ANOTHER_ATTEMPT).path("answers");
        if (!answers.isArray() || answers.size() != tokens.size()) {
            throw nonsense(Cure.ANOTHER_ATTEMPT);
        }
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> oneOfMany(answers.get(i), tokens.get(i)))
                .toList();
    }

    /** @param cure of what is no outage */
    private static JsonNode body(HttpResponse<byte[]> response, Cure cure) {
        int status = response.code();
        return switch (status) {
            case 200 -> JsonAnswer.object(response).orElseThrow(() -> nonsense(cure));
            case 401 -> throw new NoVerdictException(Cure.NEW_OWN_TOKEN, "auth-service refuses the own access token");
            default ->
                throw new NoVerdictException(
                        status >= 500 ? Cure.ANOTHER_ATTEMPT : cure, "auth-service answered " + status);
        };
    }

    private static TokenValidation oneOfMany(JsonNode answer, PresentedToken token) {
        try {
            return verdict(answer, token);
        } catch (NoVerdictException none) {
            return new TokenValidation.Unavailable(String.valueOf(none.getMessage()));
        }
    }

    private static TokenValidation verdict(JsonNode answer, PresentedToken token) {
        JsonNode authenticated = answer.get("authenticated");
        if (authenticated == null || !authenticated.isBoolean()) {
            throw UNAVAILABLE.equals(JsonAnswer.text(answer, "error").orElse(""))
                    ? new NoVerdictException(Cure.TIME, "auth-service cannot tell about this token")
                    : nonsense();
        }
        if (!authenticated.booleanValue()) {
            return dead(answer);
        }
        TokenDetails details = details(answer);
        return isProven(answer.get("cnf"), token)
                ? new TokenValidation.Live(details, nonce(answer))
                : new TokenValidation.Dead();
    }

    private static TokenValidation dead(JsonNode answer) {
        return switch (JsonAnswer.text(answer, "error").orElse("")) {
            case "invalid_dpop_proof" -> new TokenValidation.ProofRefused(nonce(answer));
            case "use_dpop_nonce" -> new TokenValidation.NonceWanted(nonce(answer));
            default -> new TokenValidation.Dead();
        };
    }

    /** A token that is bound to more than was asked about (RFC 7800 §3.1) is live, but not for this caller. */
    private static boolean isProven(@Nullable JsonNode cnf, PresentedToken token) {
        return cnf == null
                || cnf.isObject()
                        && cnf.properties().stream().allMatch(member -> switch (member.getKey()) {
                            case "jkt" -> token.proof().isPresent();
                            case "x5t#S256" ->
                                token.certificateThumbprint()
                                        .filter(member.getValue().asString()::equals)
                                        .isPresent();
                            default -> false;
                        });
    }

    private static Optional<String> nonce(JsonNode answer) {
        return JsonAnswer.text(answer, "dpop_nonce")
                .filter(text -> NONCE.matcher(text).matches());
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
                scopes.map(text -> Set.copyOf(List.of(text.split(" ")))).orElse(Set.of()));
    }

    private static NoVerdictException nonsense() {
        return nonsense(Cure.TIME);
    }

    private static NoVerdictException nonsense(Cure cure) {
        return new NoVerdictException(cure, "auth-service answered 200 with something that is no verdict");
    }
}
