package services.local.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static java.util.Objects.requireNonNull;

/** YAML in which no key stands twice. */
final class Yaml {

    private Yaml() {}

    /** The documents of a file. */
    static List<Map<String, @Nullable Object>> read(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(strict))
                .loadAll(text)
                .forEach(document -> documents.add(map(document)));
        return documents;
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object node) {
        return (Map<String, @Nullable Object>) requireNonNull(node);
    }
}
