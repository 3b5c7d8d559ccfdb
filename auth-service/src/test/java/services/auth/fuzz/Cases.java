package services.auth.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many cases of one property, from a seed that is printed. {@code -Dfuzz.times} makes so many times as many, {@code -Dfuzz.seed} others, and
 * {@code -Dfuzz.case} one alone.
 */
public final class Cases {

    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int TIMES = Integer.getInteger("fuzz.times", 1);
    private static final int ALONE = Integer.getInteger("fuzz.case", -1);
    private static final int AT_ONCE = 4;
    private static final int MOST_SHOWN = 9;

    private Cases() {}

    /** A case of a property. */
    @FunctionalInterface
    public interface Property {
        void check(Choices choices) throws Exception;
    }

    /**
     * Checks a property.
     *
     * @param test where it stands
     * @param count how many cases it takes in an ordinary build
     */
    public static void check(Class<?> test, String name, int count, Property property) {
        String again = "%s of %s, seed %d; again: mvn verify -am -pl auth-service -Dtest=%s -Dit.test=%s"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dfuzz.seed=%d -Dfuzz.times=%d";
        String command = again.formatted(
                name, test.getSimpleName(), SEED, test.getSimpleName(), test.getSimpleName(), SEED, TIMES);
        LOG.info("{} cases: {}", count * TIMES, command);
        IntStream numbers = ALONE < 0 ? IntStream.range(0, count * TIMES) : IntStream.of(ALONE);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> cases = numbers.<Callable<Void>>mapToObj(number -> () -> {
                        one(number, name, command, property);
                        return null;
                    })
                    .toList();
            List<AssertionError> failures = new ArrayList<>();
            for (Future<Void> done : threads.invokeAll(cases)) {
                if (done.state() == Future.State.FAILED) {
                    failures.add(new AssertionError(done.exceptionNow()));
                }
            }
            throwAll(failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first, and some of the others. */
    private static void throwAll(List<AssertionError> failures) {
        if (!failures.isEmpty()) {
            AssertionError first = failures.getFirst();
            failures.stream().skip(1).limit(MOST_SHOWN).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void one(int number, String name, String command, Property property) {
        try {
            property.check(Choices.from(Objects.hash(SEED, name, number)));
        } catch (Exception | AssertionError | StackOverflowError failure) {
            throw new AssertionError(
                    "Case %d of %s -Dfuzz.case=%d%n%s".formatted(number, command, number, failure), failure);
        }
    }
}
