package services.auth.redis;

import java.util.List;

/** Tells whether keys that were read from Redis have been written since. Redis tells it of the first write and forgets it then. */
public final class Watch implements AutoCloseable {

    private final RedisWatches watches;
    private final List<String> keys;
    private volatile boolean broken;

    Watch(RedisWatches watches, List<String> keys) {
        this.watches = watches;
        this.keys = keys;
    }

    /** Whether one of them was written, or nobody would tell any more. What is under way from Redis is not here yet: {@link RedisLink#holds}. */
    public boolean isBroken() {
        return broken;
    }

    boolean isOf(RedisWatches some) {
        return watches == some;
    }

    List<String> keys() {
        return keys;
    }

    void markBroken() {
        broken = true;
    }

    /** Whoever asks no more says so. */
    @Override
    public void close() {
        broken = true;
        watches.remove(this);
    }
}
