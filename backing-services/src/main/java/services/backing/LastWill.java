package services.backing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script that runs when this JVM is gone, however it went: a waiting shell sees the end of a pipe that only
 * this JVM holds open. A shutdown hook would not run on SIGKILL.
 */
public final class LastWill {

    private static final String WAIT_FOR_THE_END = "trap '' HUP INT TERM; read -r revoked && exit 0\n";

    private static final Duration END = Duration.ofSeconds(5);

    private final Process shell;

    private LastWill(Process shell) {
        this.shell = shell;
    }

    /** The script sees the arguments as {@code $1}, {@code $2} and so on. */
    public static LastWill of(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", WAIT_FOR_THE_END + script, "last-will"));
        words.addAll(List.of(arguments));
        try {
            return new LastWill(new ProcessBuilder(words)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the shell has ended without running the script. */
    public boolean revoke() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("revoked\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            return false;
        }
        return Deadline.met(END, () -> !shell.isAlive());
    }
}
