package services.local.deployment;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a service, as its {@code application.properties} lists them: the variable of each, and its default,
 * which is empty where there is none.
 */
record KnownSettings(String service, Map<String, String> byProperty) {

    static final KnownSettings AUTH = of("auth-service");
    static final KnownSettings RESOURCE = of("resource-service");

    private static KnownSettings of(String service) {
        Map<String, String> byProperty = new TreeMap<>();
        // one behind a # has no default
        Matcher line = Pattern.compile("(?m)^(?:# )?(" + service + "\\.[a-z.-]+)=(.*)$")
                .matcher(ProjectFile.text(service + "/src/main/resources/application.properties"));
        while (line.find()) {
            byProperty.put(line.group(1), line.group(2));
        }
        return new KnownSettings(service, byProperty);
    }

    /** Of both services: each variable and its default. */
    static Map<String, String> ofBoth() {
        Map<String, String> both = new TreeMap<>(AUTH.byVariable());
        both.putAll(RESOURCE.byVariable());
        return both;
    }

    Map<String, String> byVariable() {
        Map<String, String> byVariable = new TreeMap<>();
        byProperty.forEach((property, value) -> byVariable.put(variable(property), value));
        return byVariable;
    }

    int number(String property) {
        return Integer.parseInt(byProperty.getOrDefault(service + "." + property, ""));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
