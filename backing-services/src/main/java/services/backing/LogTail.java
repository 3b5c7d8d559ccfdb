package services.backing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for a message about what went wrong. */
public final class LogTail {

    private LogTail() {}

    public static String of(Path log, int count) {
        try {
            return of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8), count);
        } catch (IOException ignored) {
            return "(no log at " + log + ")";
        }
    }

    static String of(String log, int count) {
        List<String> lines = log.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
