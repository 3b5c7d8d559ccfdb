package services.local.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** {@code docker-compose.yml}. */
final class Compose {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    private final String text = ProjectFile.text("docker-compose.yml");
    private final Map<String, @Nullable Object> services =
            Yaml.map(Yaml.read(text).getFirst().get("services"));

    /** The environment of a service; a value is null where that of a line of .env is handed on. */
    Map<String, @Nullable Object> environment(String service) {
        return Yaml.map(Yaml.map(services.get(service)).get("environment"));
    }

    List<?> ports(String service) {
        return (List<?>) requireNonNull(Yaml.map(services.get(service)).get("ports"));
    }

    /** How much memory a service may have, in the words of Docker: {@code 512m}. */
    String memoryLimit(String service) {
        return String.valueOf(Yaml.map(services.get(service)).get("mem_limit"));
    }

    /** What it takes from .env. */
    Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        VARIABLE.matcher(text).results().forEach(found -> variables.add(found.group(1)));

        services.keySet().stream()
                .filter(service -> Yaml.map(services.get(service)).containsKey("environment"))
                .forEach(service -> environment(service).forEach((name, value) -> {
                    if (value == null) {
                        variables.add(name);
                    }
                }));
        return variables;
    }
}
