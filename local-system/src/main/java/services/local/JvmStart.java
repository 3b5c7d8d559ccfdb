package services.local;

/** What the JVM of a service makes of its start cache. */
public enum JvmStart {
    /** Nothing: it starts as if there were none. */
    PLAIN,
    /** It starts from the cache, if there is one that fits. */
    CACHED,
    /** It watches itself, and writes the cache when it ends. */
    TRAINING
}
