package services.auth.cleanup;

import java.time.Instant;

/** Rows of one table that can matter no more. */
public interface DeadRows {

    /** For the log and the metric. */
    String table();

    /** How many there are. */
    long count(Instant now);

    /**
     * Deletes some of them, skipping those that another instance deletes at the moment.
     *
     * @param limit how many at most
     * @return how many
     */
    int deleteBatch(Instant now, int limit);
}
