package services.benchmarks.load.http;

import org.jspecify.annotations.Nullable;

/** Requests to be sent, one after the other; asked by the thread of the generator alone. */
@FunctionalInterface
public interface Traffic {

    /** The next one; null when there is none, or none at the moment. */
    @Nullable
    Request next();
}
