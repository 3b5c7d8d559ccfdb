package services.backing;

import java.net.URI;

/** A Redis server that appends to a file and never evicts. */
public sealed interface Redis extends Server permits ConfiguredRedis, LocalRedis {

    URI uri();

    /** Removes every key of a running server. */
    void wipe();
}
