package services.resource.tokenvalidation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;

/**
 * Takes the token from {@code Authorization: Bearer} (RFC 6750 §2.1) or {@code DPoP} (RFC 9449 §7.1), or from one of the headers
 * {@code token} and {@code X-API-KEY}. What it is, auth-service knows.
 *
 * <p>Two different tokens are refused: a proxy and this service might each look at another one.
 */
@Singleton
final class ReadToken implements Link {

    private static final List<String> HEADERS = List.of("token", "X-API-KEY");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?:bearer|(dpop))(?: +(.*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");
    private static final int MAX_LENGTH = 8 * 1024;

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        return read(passage).now();
    }

    private static Step read(Passage passage) {
        List<String> authorizations = passage.request().getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (authorizations.size() > 1) {
            return new Step.Refuse(Refusal.ambiguousToken("more than one Authorization header"));
        }
        Set<String> tokens = new LinkedHashSet<>();
        HEADERS.forEach(header -> tokens.addAll(passage.request().getHeaders().getAll(header)));
        List<Matcher> credentials = authorizations.stream()
                .map(CREDENTIALS::matcher)
                .filter(Matcher::matches)
                .toList();
        credentials.forEach(found -> tokens.add(found.group(2) == null ? "" : found.group(2)));
        Scheme scheme = credentials.stream().anyMatch(found -> found.group(1) != null) ? Scheme.DPOP : Scheme.BEARER;
        return switch (tokens.size()) {
            case 0 -> new Step.Refuse(Refusal.tokenRequired());
            case 1 -> check(passage, tokens.iterator().next(), scheme);
            default -> new Step.Refuse(Refusal.ambiguousToken("more than one token"));
        };
    }

    private static Step check(Passage passage, String token, Scheme scheme) {
        boolean isPossible =
                token.length() <= MAX_LENGTH && B64TOKEN.matcher(token).matches();
        return isPossible
                ? new Step.HandOn(passage.withToken(PresentedToken.of(token, scheme)))
                : new Step.Refuse(Refusal.invalidToken(scheme, "what was presented is no token"));
    }
}
