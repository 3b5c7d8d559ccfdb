package services.description;

import java.util.Arrays;
import java.util.List;

import io.micronaut.inject.ast.MethodElement;

/** What a route demands of its caller: the annotation that keeps the others out tells it. */
enum Demand {
    NOTHING,

    /** A live login that is allowed to; an API key is not. */
    TOKEN("token"),

    /** Whatever is live. */
    TOKEN_OR_API_KEY("token", "apiKey"),

    /** Whatever is live and allowed to. */
    SCOPE("token", "apiKey");

    private static final String SECURED = "io.micronaut.security.annotation.Secured";
    private static final String ANONYMOUS = "isAnonymous()";
    private static final String API_KEY = "api-key";

    private final List<String> schemes;

    Demand(String... schemes) {
        this.schemes = List.of(schemes);
    }

    static Demand of(MethodElement route) {
        if (route.hasStereotype(DemandsToken.class)) {
            return SCOPE;
        }
        List<String> authorities = Arrays.asList(
                route.hasAnnotation(SECURED)
                        ? route.stringValues(SECURED)
                        : route.getOwningType().stringValues(SECURED));
        if (authorities.isEmpty() || authorities.contains(ANONYMOUS)) {
            return NOTHING;
        }
        return authorities.contains(API_KEY) ? TOKEN_OR_API_KEY : TOKEN;
    }

    /** The names of the security schemes, any of which will do. */
    List<String> schemes() {
        return schemes;
    }

    boolean isToken() {
        return this != NOTHING;
    }

    /** Whether to be live is not enough. */
    boolean isMore() {
        return this == TOKEN || this == SCOPE;
    }
}
