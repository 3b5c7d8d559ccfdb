package services.auth.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** What a message is made by. The same choices make the same message. */
@FunctionalInterface
public interface Choices {

    /** A number from 0 to the one before the bound. */
    int below(int bound);

    static Choices from(long seed) {
        return new SplittableRandom(seed)::nextInt;
    }

    /** True once in so many times. */
    default boolean oneIn(int times) {
        return below(times) == 0;
    }

    default <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }

    default byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) below(1 << Byte.SIZE);
        }
        return bytes;
    }
}
