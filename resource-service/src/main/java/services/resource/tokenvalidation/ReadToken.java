package services.resource.tokenvalidation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

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
    private static final int MAX_LENGTH = 8 * 1024;

    /** The characters of a token (RFC 6750 §2.1), at their own index: a look here costs the same for each of them. */
    private static final boolean[] B64TOKEN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
                .chars()
                .forEach(c -> B64TOKEN[c] = true);
    }

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        return read(passage).now();
    }

    private static Step read(Passage passage) {
        List<String> authorizations = passage.request().getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (authorizations.size() > 1) {
            return new Step.Refuse(Refusal.ambiguousToken("more than one Authorization header"));
        }
        Set<String> tokens = new HashSet<>();
        HEADERS.forEach(header -> tokens.addAll(passage.request().getHeaders().getAll(header)));
        String authorization = authorizations.isEmpty() ? "" : authorizations.getFirst();
        Optional<Scheme> scheme = Scheme.find(authorization);
        if (scheme.isPresent()) {
            tokens.add(scheme.get().credentials(authorization));
        }
        return switch (tokens.size()) {
            case 0 -> new Step.Refuse(Refusal.tokenRequired());
            case 1 -> check(passage, tokens.iterator().next(), scheme.orElse(Scheme.BEARER));
            default -> new Step.Refuse(Refusal.ambiguousToken("more than one token"));
        };
    }

    private static Step check(Passage passage, String token, Scheme scheme) {
        return token.length() <= MAX_LENGTH && isB64token(token)
                ? new Step.HandOn(passage.withToken(PresentedToken.of(token, scheme)))
                : new Step.Refuse(Refusal.invalidToken(scheme, "what was presented is no token"));
    }

    /** At least one of those characters, and behind them nothing but {@code =}. */
    private static boolean isB64token(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            if (c >= B64TOKEN.length || !B64TOKEN[c]) {
                return false;
            }
        }
        return end > 0;
    }
}
