package services.auth.throttling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import services.auth.error.StartException;

/**
 * How often something may be tried: as often as every one of its rates allows.
 *
 * @param name for metrics and for the keys in Redis; the setting is {@code auth-service.throttling.} and this name
 */
public record Limit(String name, List<Rate> rates) {

    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,5})([smhd])");

    private static final Duration DAY = Duration.ofDays(1);

    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", DAY);

    /**
     * Reads a setting like {@code 10/15m,50/1d}: ten at once and then ten every 15 minutes, but no more than 50 a day.
     *
     * @throws StartException when it is not like that
     */
    public static Limit parse(String name, String setting) {
        return new Limit(
                name,
                Arrays.stream(setting.split(",", -1))
                        .map(rate -> parseRate(name, rate.strip()))
                        .toList());
    }

    private static Rate parseRate(String name, String rate) {
        Matcher parts = RATE.matcher(rate);
        if (!parts.matches()) {
            throw new StartException(setting(name)
                    + " must be like 10/15m,50/1d: so many in so many s, m, h or d; this is not: " + rate);
        }
        Duration unit = UNITS.getOrDefault(parts.group(3), Duration.ZERO);
        return Rate.of(Long.parseLong(parts.group(1)), unit.multipliedBy(Long.parseLong(parts.group(2))));
    }

    /**
     * A delay that doubles. After so many free tries at once the time since the first of them must double for each further one,
     * until one is allowed each {@code longest}; what is not tried comes back in the same measure.
     *
     * @param name as above; the settings have {@code .free}, {@code .first} and {@code .longest} after it
     * @throws StartException when they are out of range
     */
    public static Limit growingDelay(String name, int free, Duration first, Duration longest) {
        if (free < 1 || first.toMillis() < 1 || first.compareTo(longest) > 0 || longest.compareTo(DAY) > 0) {
            throw new StartException(
                    setting(name) + "_FREE must be 1 or more, ..._FIRST above zero, and ..._LONGEST not"
                            + " below it and 1d at the most; for example 10, 1s and 15m");
        }
        List<Rate> rates = new ArrayList<>();
        int capacity = free;
        for (Duration delay = first; delay.compareTo(longest) < 0; delay = delay.multipliedBy(2)) {
            rates.add(new Rate(capacity++, 1, delay));
        }
        rates.add(new Rate(capacity, 1, longest));
        return new Limit(name, List.copyOf(rates));
    }

    private static String setting(String name) {
        return "AUTH_SERVICE_THROTTLING_"
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The time after which it does not matter any more what was tried before. */
    Duration timeToFill() {
        return rates.stream().map(Rate::timeToFill).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
