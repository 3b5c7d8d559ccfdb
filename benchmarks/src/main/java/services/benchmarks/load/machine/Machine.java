package services.benchmarks.load.machine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the figures were measured on.
 *
 * @param loadBefore how busy it was before, on average over one, five and fifteen minutes
 */
public record Machine(
        int processors, String processor, long memoryBytes, String kernel, String jdk, String loadBefore) {

    private static final double TICKS_IN_A_SECOND = 100;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int LAST = 7;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Proc.read("cpuinfo").map(Machine::processor).orElse("unknown"),
                Proc.read("meminfo")
                        .flatMap(text -> Proc.bytes(text, "MemTotal"))
                        .orElse(0L),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                Proc.read("loadavg")
                        .map(text -> String.join(
                                " ", Arrays.asList(text.split(" ", -1)).subList(0, 3)))
                        .orElse("unknown"));
    }

    private static String processor(String text) {
        Matcher name =
                Pattern.compile("^model name\\s*: (.*)$", Pattern.MULTILINE).matcher(text);
        return name.find() ? name.group(1) : "unknown";
    }

    /** Returns when nobody has much to do, or after two minutes: a server that much was written to tidies up for a while (autovacuum). */
    public static void awaitQuiet() {
        Quiet.await(Machine::busySeconds, WINDOW, PATIENCE);
    }

    /** The time that all processors together were not idle since the machine's start; proc(5). */
    static double busySeconds() {
        Optional<String> line = Proc.read("stat").map(text -> text.substring(0, text.indexOf('\n')));
        String[] ticks = line.orElse("").replaceFirst("^cpu +", "").split(" ", -1);
        double busy = 0;
        for (int i = 0; i < Math.min(LAST, ticks.length); i++) {
            if (i != IDLE && i != WAITING && !ticks[i].isEmpty()) {
                busy += Long.parseLong(ticks[i]) / TICKS_IN_A_SECOND;
            }
        }
        return busy;
    }
}
