package services.auth.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One life of a Redis server, read from its INFO.
 *
 * @param runId changes with every start and every failover: what was written under another one may be out of date
 * @param evictionPolicy its {@code maxmemory-policy}
 */
public record RedisServer(String runId, String evictionPolicy) {

    static Optional<RedisServer> parse(String info) {
        return field(info, "run_id")
                .map(runId ->
                        new RedisServer(runId, field(info, "maxmemory_policy").orElse("unknown")));
    }

    /** Whether it keeps what it was told for the whole time to live; any other policy could drop a revocation. */
    boolean keepsEverything() {
        return evictionPolicy.equals("noeviction");
    }

    private static Optional<String> field(String info, String name) {
        Matcher matcher =
                Pattern.compile("^" + name + ":(\\S+)\\s*$", Pattern.MULTILINE).matcher(info);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
