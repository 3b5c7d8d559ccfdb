package services.resource.tokenvalidation;

import io.micronaut.core.annotation.AnnotationMetadata;

/** What a route declares about who may call it. */
sealed interface AccessRule {

    record Open() implements AccessRule {}

    record Scope(String name) implements AccessRule {}

    /** Nothing is declared, so nobody may. */
    record Undeclared() implements AccessRule {}

    static AccessRule declaredBy(AnnotationMetadata route) {
        boolean isOpen = route.hasAnnotation(OpenToEveryone.class);
        boolean isScoped = route.hasAnnotation(RequiresScope.class);
        if (isOpen == isScoped) {
            return new Undeclared();
        }
        return isOpen
                ? new Open()
                : new Scope(route.stringValue(RequiresScope.class).orElseThrow());
    }
}
