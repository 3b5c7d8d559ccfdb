package services.benchmarks.load;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much of it.
 *
 * @param tokens of logins that are shown in turn
 * @param connections from which requests come at once
 * @param rounds in which each figure is measured
 * @param warmUp how long each scenario goes on at least before it is measured: the compilers of a JVM need their time
 * @param measurement how long a rate is measured
 * @param latency how long response times are measured at each rate
 * @param drive how long the day's mix goes on
 * @param out where the report goes
 * @param settings of the services, over the standard ones
 */
public record LoadOptions(
        int users,
        int sessions,
        int revocations,
        int tokens,
        int connections,
        int rounds,
        Duration warmUp,
        Duration measurement,
        Duration latency,
        Duration drive,
        Path out,
        Map<String, String> settings) {

    public static final String USAGE = """
            load [--users 1000000] [--sessions 250000] [--revocations 1000000] [--tokens 200] [--connections 64] [--rounds 3]
                 [--warm-up-seconds 60] [--seconds 10] [--latency-seconds 10] [--drive-seconds 60] [--out benchmarks/target/load]
                 [--setting AUTH_SERVICE_...=...]...""";

    /** Fewer could not be divided among the scenarios. */
    private static final int LEAST = 1_000;

    private static final String SETTING = "--setting";
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("--users", "1000000"),
            Map.entry("--sessions", "250000"),
            Map.entry("--revocations", "1000000"),
            Map.entry("--tokens", "200"),
            Map.entry("--connections", "64"),
            Map.entry("--rounds", "3"),
            Map.entry("--warm-up-seconds", "60"),
            Map.entry("--seconds", "10"),
            Map.entry("--latency-seconds", "10"),
            Map.entry("--drive-seconds", "60"),
            Map.entry("--out", "benchmarks/target/load"));

    /** @throws IllegalArgumentException that says what is wrong */
    public static LoadOptions parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.equals(SETTING) && !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("There is no option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            if (name.equals(SETTING)) {
                add(settings, arguments.get(i + 1));
            } else {
                values.put(name, arguments.get(i + 1));
            }
        }
        return of(new Values(values), settings);
    }

    private static LoadOptions of(Values values, Map<String, String> settings) {
        LoadOptions options = new LoadOptions(
                values.number("--users", LEAST),
                values.number("--sessions", LEAST),
                values.number("--revocations", LEAST),
                values.number("--tokens", 1),
                values.number("--connections", 1),
                values.number("--rounds", 1),
                values.seconds("--warm-up-seconds"),
                values.seconds("--seconds"),
                values.seconds("--latency-seconds"),
                values.seconds("--drive-seconds"),
                values.path("--out"),
                Map.copyOf(settings));
        if (options.tokens > options.few()) {
            throw new IllegalArgumentException("--tokens can be at most " + options.few());
        }
        return options;
    }

    private static void add(Map<String, String> settings, String setting) {
        int equals = setting.indexOf('=');
        if (!setting.matches("(AUTH|RESOURCE)_SERVICE_[A-Z0-9_]+=.*")) {
            throw new IllegalArgumentException("\"" + setting
                    + "\" is no setting of a service: AUTH_SERVICE_NAME=value or RESOURCE_SERVICE_NAME=value");
        }
        settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }

    /** How many users, and revoked tokens, there are where there are few. */
    int few() {
        return Math.min(1_000, Math.min(users, revocations) / 2);
    }

    /** For the report. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("users", count(users));
        map.put("sessions", count(sessions));
        map.put("revoked tokens", count(revocations));
        map.put("tokens in rotation", count(tokens));
        map.put("connections", count(connections));
        map.put("rounds", count(rounds));
        map.put("each scenario warms up at least", seconds(warmUp));
        map.put("a rate is measured", seconds(measurement));
        map.put("response times at each rate", seconds(latency));
        map.put("the day's mix", seconds(drive));
        return map;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    private record Values(Map<String, String> byName) {

        int number(String name, int least) {
            String text = byName.getOrDefault(name, "");
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
                throw new IllegalArgumentException(
                        name + " is \"" + text + "\", but must be a whole number of at least " + least);
            }
            return Integer.parseInt(text);
        }

        Duration seconds(String name) {
            String text = byName.getOrDefault(name, "");
            if (!text.matches("\\d{1,5}(\\.\\d{1,3})?") || Double.parseDouble(text) <= 0) {
                throw new IllegalArgumentException(name + " is \"" + text + "\", but must be a number of seconds");
            }
            return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1_000));
        }

        Path path(String name) {
            try {
                return Path.of(byName.getOrDefault(name, ""));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(name + " is no path", e);
            }
        }
    }
}
