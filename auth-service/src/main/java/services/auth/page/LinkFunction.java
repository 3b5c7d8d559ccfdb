package services.auth.page;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;

/** What templates call for every address that they write: {@code url(location)}, see {@link PathPrefix}. */
final class LinkFunction extends AbstractExtension implements Function {

    private static final String LOCATION = "location";

    private final PathPrefix pathPrefix;

    LinkFunction(PathPrefix pathPrefix) {
        this.pathPrefix = pathPrefix;
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("url", this);
    }

    @Override
    public List<String> getArgumentNames() {
        return List.of(LOCATION);
    }

    @Override
    public Object execute(
            Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
        return pathPrefix.before(Objects.requireNonNull(arguments.get(LOCATION)).toString());
    }
}
