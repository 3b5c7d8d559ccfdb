package services.auth.request;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import services.auth.error.Problem;
import services.auth.error.ProblemException;

/** {@code If-Match} (RFC 9110 section 13.1.1): what is to be changed must still be what the client saw. */
public final class Precondition {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /** Demands nothing. */
    public static final Precondition NONE = new Precondition(List.of());

    private final List<String> ifMatch;

    private Precondition(List<String> ifMatch) {
        this.ifMatch = ifMatch;
    }

    /** What the request demands; a request without the header demands nothing. */
    public static Precondition of(HttpRequest<?> request) {
        return new Precondition(request.getHeaders().getAll(HttpHeaders.IF_MATCH));
    }

    /** The strong entity tag of that version. */
    public static String tag(long version) {
        return '"' + Long.toString(version) + '"';
    }

    /** @throws ProblemException 412 when the version is another than the client saw */
    public void check(long version) {
        if (!ifMatch.isEmpty() && ifMatch.stream().noneMatch(header -> matches(header.strip(), version))) {
            throw new ProblemException(Problem.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "precondition_failed",
                    "It was changed since you read it. Read it again."));
        }
    }

    private static boolean matches(String header, long version) {
        if (header.equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(header);
        while (tags.find()) {
            // a weak tag never matches here
            if (tags.group(1) == null && tags.group(2).equals(tag(version))) {
                return true;
            }
        }
        return false;
    }
}
