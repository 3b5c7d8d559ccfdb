package services.auth;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs every microbenchmark beside the classes; only where it is asked for, with {@code -Dmicrobenchmarks}. */
@Tag("microbenchmark")
class MicrobenchmarksTest {

    @Test
    void hotClassesAreMeasured() throws Exception {
        assertThat(new Runner(new OptionsBuilder()
                                .include("services\\.auth\\..*Microbenchmark")
                                .forks(1)
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(5)
                                .measurementTime(TimeValue.seconds(1))
                                .shouldFailOnError(true)
                                .build())
                        .run())
                .isNotEmpty();
    }
}
