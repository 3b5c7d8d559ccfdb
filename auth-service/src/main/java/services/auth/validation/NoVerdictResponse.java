package services.auth.validation;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Whether this one of many tokens is live, nobody can tell now: what alone would be 503.
 *
 * @param error always {@code temporarily_unavailable}
 */
@Serdeable
record NoVerdictResponse(String error) {

    static final NoVerdictResponse UNAVAILABLE = new NoVerdictResponse("temporarily_unavailable");
}
