package services.resource.tokenvalidation;

import java.time.Duration;

/** The three answers about a token. "Cannot tell" is never taken for one of the other two. */
sealed interface TokenValidation {

    record Live(TokenDetails details) implements TokenValidation {}

    record Dead() implements TokenValidation {}

    record Unavailable(Duration retryAfter, String reason) implements TokenValidation {}
}
