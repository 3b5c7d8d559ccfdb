package services.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The script, with a JDK and a Maven that only say that they were called. */
class QuickstartScriptTest {

    private static final List<String> JARS = List.of(
            "api-description/target/api-description-1.jar",
            "backing-services/target/backing-services-1.jar",
            "auth-service/target/auth-service.jar",
            "resource-service/target/resource-service.jar",
            "local-system/target/local-system.jar");

    @TempDir
    private Path temporary;

    private Path project;

    @BeforeEach
    void layOutProject() throws IOException {
        project = temporary.resolve("a project");
        for (String jar : JARS) {
            Path module = project.resolve(Path.of(jar).getName(0));
            write(module.resolve("src/main/Source.java"), "class Source {}");
            write(module.resolve("pom.xml"), "<project/>");
        }
        write(project.resolve("pom.xml"), "<project/>");
        write(project.resolve("quickstart"), Files.readString(Repository.root().resolve("quickstart")));
        write(temporary.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        write(temporary.resolve("jdk/bin/javac"), "");
        write(temporary.resolve("jdk/bin/java"), "#!/bin/sh\necho \"java $*\"\n");
        write(
                temporary.resolve("bin/mvn"),
                "#!/bin/sh\necho built >> mvn.calls\n"
                        + "mkdir -p api-description/target backing-services/target auth-service/target resource-service/target"
                        + " local-system/target\n"
                        + "touch " + String.join(" ", JARS) + "\n");
    }

    @Test
    void firstStartBuildsAndHandsTheOptionsOn() throws Exception {
        Run run = quickstart("--demo");

        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("Built in").contains("local-system.jar --demo");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void nothingStaleIsNotBuiltAgain() throws Exception {
        quickstart();

        Run again = quickstart();

        assertThat(again.output()).doesNotContain("Building");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void changedSourceIsBuiltAgain() throws Exception {
        quickstart();
        touch(project.resolve("auth-service/src/main/Source.java"));

        quickstart();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void changedPomIsBuiltAgain() throws Exception {
        quickstart();
        touch(project.resolve("pom.xml"));

        quickstart();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void missingJarIsBuiltAgain() throws Exception {
        quickstart();
        Files.delete(project.resolve("resource-service/target/resource-service.jar"));

        quickstart();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void failedBuildShowsTheEndOfItsLogAndWhereItIs() throws Exception {
        write(temporary.resolve("bin/mvn"), "#!/bin/sh\necho 'COMPILATION ERROR : Source.java'\nexit 1\n");

        Run run = quickstart("--demo");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("COMPILATION ERROR : Source.java")
                .contains(project + "/.quickstart/build.log")
                .doesNotContain("local-system.jar");
    }

    @Test
    void unknownOptionEndsWithStatusTwoAndOneLine() throws Exception {
        Run run = quickstart("--loud");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEqualTo("Unknown option --loud. Known are --demo, --fresh and --help\n");
    }

    @Test
    void helpTellsTheOptionsWithoutABuild() throws Exception {
        Run run = quickstart("--help");

        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("--demo").contains("--fresh").contains("AUTH_SERVICE_PORT");
        assertThat(project.resolve("mvn.calls")).doesNotExist();
    }

    private record Run(int status, String output) {}

    private Run quickstart(String... options) throws IOException, InterruptedException {
        Path output = temporary.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(project.resolve("quickstart").toString());
        builder.command().addAll(List.of(options));
        builder.environment().put("JAVA_HOME", temporary.resolve("jdk").toString());
        builder.environment()
                .put(
                        "PATH",
                        temporary.resolve("bin") + ":" + builder.environment().get("PATH"));
        Process process = builder.directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Run(process.waitFor(), Files.readString(output));
    }

    private int builds() throws IOException {
        return Files.readAllLines(project.resolve("mvn.calls")).size();
    }

    /** Well after the build, as file systems count time coarsely. */
    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
