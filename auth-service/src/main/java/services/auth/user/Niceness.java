package services.auth.user;

import java.util.Map;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How readily a thread gives its processor away: from 0, like everybody, to 19. Only Linux has it for single threads. */
final class Niceness {

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    /** The number of sched_setattr(2), for which the C library has no function of its own before version 2.41. */
    private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);

    /** The size of {@code struct sched_attr}, and where its fields are. */
    private static final int SIZE = 48;

    private static final int POLICY = 4;
    private static final int NICE = 16;
    private static final int RUNTIME = 24;

    private static final int SCHED_BATCH = 3;

    /** In nanoseconds; the longest that Linux allows. */
    private static final long TURN = 100_000_000;

    private Niceness() {}

    /**
     * Adds to what the thread has: the whole process may give way to others already. Whoever is nice also takes long turns, where the
     * kernel knows of that (Linux 6.12): a thread of the usual short ones, which wakes, then need not wait for the end of this one's.
     */
    static void addToThisThread(int niceness) {
        if (niceness == 0 || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            // nice(2): on Linux it is for the calling thread alone, and everybody may become nicer
            int nice = NativeLibrary.getProcess().getFunction("nice").invokeInt(new Object[] {niceness});
            takeLongTurns(nice);
        } catch (LinkageError none) {
            LOG.warn("Threads cannot give way to others: {}", none.getMessage());
        }
    }

    /** Whether the kernel did as it was told does not matter: it is as before then. */
    private static void takeLongTurns(int nice) {
        Long call = SCHED_SETATTR.get(System.getProperty("os.arch"));
        if (call == null) {
            return;
        }
        try (Memory attributes = new Memory(SIZE)) {
            attributes.clear();
            attributes.setInt(0, SIZE);
            attributes.setInt(POLICY, SCHED_BATCH);
            attributes.setInt(NICE, nice);
            attributes.setLong(RUNTIME, TURN);
            NativeLibrary.getProcess().getFunction("syscall").invokeLong(new Object[] {call, 0L, attributes, 0L});
        }
    }
}
