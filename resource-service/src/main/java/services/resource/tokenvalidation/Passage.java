package services.resource.tokenvalidation;

import java.util.Optional;

import io.micronaut.http.HttpRequest;

/** A request on its way through the chain, with what the links have found so far. */
record Passage(
        HttpRequest<?> request, Optional<AccessRule> rule, Optional<String> token, Optional<TokenDetails> details) {

    /** @param rule the rule of the matched route, absent where no route matched */
    static Passage begin(HttpRequest<?> request, Optional<AccessRule> rule) {
        return new Passage(request, rule, Optional.empty(), Optional.empty());
    }

    Passage withToken(String token) {
        return new Passage(request, rule, Optional.of(token), details);
    }

    Passage withDetails(TokenDetails details) {
        return new Passage(request, rule, token, Optional.of(details));
    }
}
