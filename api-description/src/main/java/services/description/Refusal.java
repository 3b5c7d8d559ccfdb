package services.description;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.http.HttpStatus;

/** See {@link Refuses}. */
record Refusal(int status, String code, String when) {

    static Refusal of(AnnotationValue<Refuses> refuses) {
        return new Refusal(
                refuses.intValue("status").orElseThrow(),
                refuses.stringValue("code").orElseThrow(),
                refuses.stringValue("when").orElseThrow());
    }

    /** How it looks, in JSON. */
    String example() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                .formatted(HttpStatus.getDefaultReason(status), status, code, when);
    }
}
