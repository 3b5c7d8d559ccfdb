package services.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EnvExampleTest {

    private static final String EXAMPLE = ".env.example";

    @Test
    void itHasWhatComposeTakesFromItAndNothingElse() {
        Set<String> names = new HashSet<>(inComments().keySet());
        names.addAll(ProjectFile.settings(EXAMPLE).keySet());

        assertThat(names).containsExactlyInAnyOrderElementsOf(new Compose().variables());
    }

    @Test
    void linesBehindAHashShowTheDefault() {
        Map<String, String> defaults = KnownSettings.ofBoth();

        assertThat(inComments()).isNotEmpty().allSatisfy((name, value) -> {
            String standard = defaults.getOrDefault(name, "");
            assertThat(value)
                    .as(name)
                    .isEqualTo(standard.isEmpty() ? value : standard)
                    .isNotEmpty();
        });
    }

    @Test
    void newEnvGivesEverySecretAValueOfItsOwnAndChangesNothingThatIsThere(@TempDir Path project) throws Exception {
        Map<String, String> first = newEnv(project);

        assertThat(first.keySet()).isEqualTo(ProjectFile.settings(EXAMPLE).keySet());
        assertThat(first.values()).doesNotContain("").doesNotHaveDuplicates();
        assertThat(newEnv(project)).isEqualTo(first);
    }

    private static Map<String, String> inComments() {
        Map<String, String> settings = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^# ([A-Z_]+)=(.*)$").matcher(ProjectFile.text(EXAMPLE));
        while (line.find()) {
            settings.put(line.group(1), line.group(2));
        }
        return settings;
    }

    private static Map<String, String> newEnv(Path project) throws IOException, InterruptedException {
        Path script = Files.createDirectories(project.resolve("deploy")).resolve("new-env");
        Files.writeString(script, ProjectFile.text("deploy/new-env"));
        Files.writeString(project.resolve(EXAMPLE), ProjectFile.text(EXAMPLE));
        Process process =
                new ProcessBuilder("sh", script.toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return ProjectFile.settings(project.resolve(".env").toString());
    }
}
