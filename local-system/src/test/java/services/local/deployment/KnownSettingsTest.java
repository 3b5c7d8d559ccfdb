package services.local.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That the lists of settings, against which the files of this project are held, are those of the services. */
class KnownSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "resource-service"})
    void everySettingOfTheListIsReadBySomething(String service) {
        String wiring = ProjectFile.text(service + "/src/main/resources/application.properties");
        List<String> sources = ProjectFile.sources(service);

        assertThat(settings(service).byProperty().keySet())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(wiring.contains("${" + property + "}")
                                || sources.stream().anyMatch(source -> reads(source, property)))
                        .as(property)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "resource-service"})
    void everySettingThatTheCodeNamesIsInTheList(String service) {
        List<String> listed = List.copyOf(settings(service).byProperty().keySet());
        Pattern named = Pattern.compile("\"(?:\\$\\{)?(" + service + "\\.[a-z.-]*[a-z])(?=[}:\"])");

        assertThat(ProjectFile.sources(service).stream()
                        .flatMap(source -> named.matcher(source).results())
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(name -> listed.stream().anyMatch(property -> (property + ".").startsWith(name + ".")));
    }

    /** By its whole name, or as components of a record that has the beginning of its name. */
    private static boolean reads(String source, String property) {
        if (source.contains("\"" + property + "\"") || source.contains("${" + property)) {
            return true;
        }
        Matcher prefix =
                Pattern.compile("@ConfigurationProperties\\(\"([a-z.-]+)\"\\)").matcher(source);
        return prefix.results()
                .map(found -> found.group(1) + ".")
                .filter(property::startsWith)
                .anyMatch(found -> Arrays.stream(
                                property.substring(found.length()).split("\\."))
                        .allMatch(part -> source.matches("(?s).*\\b" + camelCase(part) + "\\b.*")));
    }

    private static String camelCase(String part) {
        return Pattern.compile("-([a-z])")
                .matcher(part)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    private static KnownSettings settings(String service) {
        return service.equals("auth-service") ? KnownSettings.AUTH : KnownSettings.RESOURCE;
    }
}
