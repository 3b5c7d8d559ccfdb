package services.resource.tokenvalidation;

import java.util.Optional;

import io.micronaut.http.HttpRequest;

/**
 * A request on its way through the chain, with what the links have found so far.
 *
 * @param nonce what the caller is told to put into the next proof
 */
record Passage(
        HttpRequest<?> request,
        Optional<AccessRule> rule,
        Optional<PresentedToken> token,
        Optional<TokenDetails> details,
        Optional<String> nonce) {

    /** @param rule the rule of the matched route, absent where no route matched */
    static Passage begin(HttpRequest<?> request, Optional<AccessRule> rule) {
        return new Passage(request, rule, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Passage withToken(PresentedToken found) {
        return new Passage(request, rule, Optional.of(found), details, nonce);
    }

    Passage withDetails(TokenDetails found) {
        return new Passage(request, rule, token, Optional.of(found), nonce);
    }

    Passage withNonce(Optional<String> next) {
        return new Passage(request, rule, token, details, next);
    }

    /** How the token is presented. */
    Scheme scheme() {
        return token.map(PresentedToken::scheme).orElse(Scheme.BEARER);
    }
}
