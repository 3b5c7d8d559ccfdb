package services.auth.user;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How readily a thread gives its processor away: from 0, like everybody, to 19. Only Linux has it for single threads. */
final class Niceness {

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    private Niceness() {}

    /** Adds to what the thread has: the whole process may give way to others already. */
    static void addToThisThread(int niceness) {
        if (niceness == 0 || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            // nice(2): on Linux it is for the calling thread alone, and everybody may become nicer
            int ignored = NativeLibrary.getProcess().getFunction("nice").invokeInt(new Object[] {niceness});
        } catch (LinkageError none) {
            LOG.warn("Threads cannot give way to others: {}", none.getMessage());
        }
    }
}
