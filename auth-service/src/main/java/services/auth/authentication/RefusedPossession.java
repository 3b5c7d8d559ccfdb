package services.auth.authentication;

import java.util.Optional;

import io.micronaut.http.HttpRequest;

/** Why the sender of a request may not use the token in it, from where that is found out to where it is told. */
final class RefusedPossession {

    private static final String ATTRIBUTE = RefusedPossession.class.getName();

    private RefusedPossession() {}

    /** @param code what the client is told */
    static void note(HttpRequest<?> request, String code) {
        request.setAttribute(ATTRIBUTE, code);
    }

    /** The code of a problem; nothing when the token itself is why it was refused, or there was none. */
    static Optional<String> code(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class);
    }
}
