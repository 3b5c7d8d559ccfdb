package services.local;

import java.time.Duration;

import services.local.terminal.Style;
import services.local.terminal.Terminal;

/** Progress on a terminal. */
record ShownProgress(Terminal terminal) implements Progress {

    @Override
    public void waiting(String what, Duration since) {
        terminal.passing(terminal.paint(Style.QUIET, "  waiting for %s, %d s".formatted(what, since.toSeconds())));
    }

    @Override
    public void done(String what) {
        terminal.line("  " + what);
    }
}
