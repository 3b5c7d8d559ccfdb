package services.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private static final String SECRETS = "deploy/kubernetes/secrets.env";

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

    @Test
    void onKubernetesWhatOthersGiveIsLeftToBeFilledIn(@TempDir Path project) throws Exception {
        Map<String, String> secrets = newEnv(project, "kubernetes");

        assertThat(secrets.keySet())
                .isEqualTo(ProjectFile.settings(SECRETS + ".example").keySet());
        assertThat(secrets.keySet().stream()
                        .filter(name -> secrets.getOrDefault(name, "").isEmpty()))
                .containsExactlyInAnyOrder("AUTH_SERVICE_REDIS_URI", "AUTH_SERVICE_MAIL_PASSWORD");
    }

    private static Map<String, String> inComments() {
        Map<String, String> settings = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^# ([A-Z_]+)=(.*)$").matcher(ProjectFile.text(EXAMPLE));
        while (line.find()) {
            settings.put(line.group(1), line.group(2));
        }
        return settings;
    }

    private static Map<String, String> newEnv(Path project, String... arguments)
            throws IOException, InterruptedException {
        String file = arguments.length == 0 ? ".env" : SECRETS;
        for (String name : List.of("deploy/new-env", file + ".example")) {
            Files.createDirectories(project.resolve(name).resolve("..").normalize());
            Files.writeString(project.resolve(name), ProjectFile.text(name));
        }
        List<String> command = new ArrayList<>(List.of("sh", project + "/deploy/new-env"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return ProjectFile.settings(project.resolve(file).toString());
    }
}
