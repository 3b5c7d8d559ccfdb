package services.benchmarks.load.ceiling;

import java.time.Duration;

/** Work that can be repeated, and how often it can be done in a second. */
@FunctionalInterface
public interface Ceiling {

    double perSecond(Duration duration);
}
