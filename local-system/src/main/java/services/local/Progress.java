package services.local;

import java.time.Duration;

/** Hears how far the start is. */
public interface Progress {

    Progress SILENT = new Progress() {
        @Override
        public void waiting(String what, Duration since) {
            // nobody listens
        }

        @Override
        public void done(String what) {
            // nobody listens
        }
    };

    /** Called again and again while something is awaited. */
    void waiting(String what, Duration since);

    void done(String what);
}
