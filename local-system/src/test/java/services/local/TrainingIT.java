package services.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Start caches of the real services, in a folder of their own so that those of the project stay as they are. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingIT {

    private static final String USED = "Opened AOT cache";

    @TempDir
    private static Path project;

    private final StartCache cache = StartCache.of(project, "auth-service");

    @BeforeAll
    static void linkTheServices() throws IOException {
        Path repository = Repository.root();
        Files.copy(
                repository.resolve("deploy").resolve("jvm.options"),
                Files.createDirectory(project.resolve("deploy")).resolve("jvm.options"));
        for (String service : new String[] {"auth-service", "resource-service"}) {
            Path target = Files.createDirectories(project.resolve(service).resolve("target"));
            String jar = service + ".jar";
            Files.createSymbolicLink(
                    target.resolve(jar),
                    repository.resolve(service).resolve("target").resolve(jar));
        }
        Files.createDirectories(project.resolve("local-system").resolve("target"));
    }

    @Test
    @Order(1)
    void startAfterTheTrainingIsFromTheCacheAndTheNextTrainingIsNone() throws Exception {
        Training.ensure(project, Progress.SILENT);
        Object made = Files.readAttributes(cache.file(), "*").get("fileKey");

        // the JVM ends where it cannot use what it is given
        try (LocalSystem system = LocalSystem.start(told("-XX:AOTMode=on -Xlog:aot"))) {
            assertThat(system.auth().log()).content().contains(USED);
            assertThat(system.resource().log()).content().contains(USED);
        }
        Training.ensure(project, Progress.SILENT);

        assertThat(Files.readAttributes(cache.file(), "*")).containsEntry("fileKey", made);
    }

    @Test
    @Order(2)
    void damagedCacheIsToldInTheLogAndTheServiceStarts() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(cache.file().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        try (LocalSystem system = LocalSystem.start(told("-Xlog:aot"))) {
            assertThat(system.auth().log()).content().contains(cache.file().toString());
            assertThat(system.auth().isAlive()).isTrue();
        }
    }

    @Test
    @Order(3)
    void staleCacheIsNotUsedAndIsMadeAgain() throws Exception {
        Files.writeString(cache.options(), "-XX:+UseSerialGC\n", StandardOpenOption.APPEND);
        assertThat(cache.isCurrent()).isFalse();

        Training.ensure(project, Progress.SILENT);

        assertThat(cache.isCurrent()).isTrue();
        try (LocalSystem system = LocalSystem.start(told("-XX:AOTMode=on -Xlog:aot"))) {
            assertThat(system.auth().log()).content().contains(USED);
        }
    }

    private static LocalSystem.Config told(String options) {
        return LocalSystem.Config.isolated(project).with("JAVA_TOOL_OPTIONS", options);
    }
}
