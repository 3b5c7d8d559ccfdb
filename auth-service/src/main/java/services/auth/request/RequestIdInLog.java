package services.auth.request;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id of a request on the log lines that tell of it, whatever thread writes them. A request changes threads and continuations a
 * dozen times: this puts one name in and takes it out again, where Micronaut's own element copies everything that is there each time.
 */
record RequestIdInLog(String id) implements ThreadPropagatedContextElement<String> {

    private static final String NAME = "request_id";

    @Override
    public @Nullable String updateThreadContext() {
        String before = MDC.get(NAME);
        MDC.put(NAME, id);
        return before;
    }

    @Override
    public void restoreThreadContext(@Nullable String before) {
        if (before == null) {
            MDC.remove(NAME);
        } else {
            MDC.put(NAME, before);
        }
    }
}
