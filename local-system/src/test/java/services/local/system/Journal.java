package services.local.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

import services.local.roundtrip.Call;

/** What running clients were answered, held against the promises as it comes. */
final class Journal {

    /**
     * 2.5 s for the question whether the token is live, 2 s for a connection to the database and 2 s for its answer; the
     * rest is for a machine that is busy.
     */
    private static final Duration LIMIT_OF_DATA = Duration.ofSeconds(9);

    private static final int MOST_COMPLAINTS = 20;

    private final Set<URI> mayBeGone;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    private volatile Instant lastUntold = Instant.MIN;
    private volatile Duration slowestData = Duration.ZERO;

    /** @param mayBeGone the addresses at which nobody may be there to answer */
    Journal(Set<URI> mayBeGone) {
        this.mayBeGone = mayBeGone;
    }

    /** @param expected what the promises allow to be said; that it cannot be told is always allowed */
    synchronized void enter(Call call, Set<Verdict> expected, Verdict verdict, Duration took, String detail) {
        String what = call.method() + " " + call.uri().getPath();
        counts.merge(what + " " + verdict, 1, Integer::sum);
        if (!isAllowed(call, expected, verdict)) {
            complain(what + " should say " + expected + ", but it is " + verdict + ": " + detail);
        }
        if (verdict == Verdict.CANNOT_TELL || verdict == Verdict.NO_ANSWER) {
            lastUntold = Instant.now();
        }
        if (call.uri().getPath().equals("/data")) {
            slowestData = took.compareTo(slowestData) > 0 ? took : slowestData;
            if (took.compareTo(LIMIT_OF_DATA) > 0) {
                complain(what + " took " + took.toMillis() + " ms to say " + verdict);
            }
        }
    }

    void complain(String complaint) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(Instant.now() + " " + complaint);
        }
    }

    Queue<String> complaints() {
        return complaints;
    }

    /** When a client last learned nothing. */
    Instant lastUntold() {
        return lastUntold;
    }

    @Override
    public String toString() {
        return counts + ", slowest /data " + slowestData.toMillis() + " ms";
    }

    private boolean isAllowed(Call call, Set<Verdict> expected, Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED, REFUSED -> expected.contains(verdict);
            case CANNOT_TELL -> true;
            case NO_ANSWER -> mayBeGone.contains(call.uri().resolve("/"));
            case FAULT -> false;
        };
    }
}
