package services.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartCacheTest {

    @TempDir
    private Path repository;

    private StartCache cache;

    @BeforeEach
    void build() throws IOException {
        Path target = Files.createDirectories(repository.resolve("auth-service").resolve("target"));
        Files.createDirectories(repository.resolve("deploy"));
        Files.createDirectories(target.resolve("lib"));
        Files.writeString(target.resolve("auth-service.jar"), "jar");
        Files.writeString(target.resolve("lib").resolve("one.jar"), "one");
        Files.writeString(repository.resolve("deploy").resolve("jvm.options"), "-Xmx1g\n");
        cache = StartCache.of(repository, "auth-service");
    }

    @Test
    void withoutACacheTheServiceStartsWithoutOne() {
        assertThat(cache.isCurrent()).isFalse();
        assertThat(cache.command(JvmStart.CACHED)).isEqualTo(cache.command(JvmStart.PLAIN));
    }

    @Test
    void whatTheTrainingWroteIsUsedUnlessNobodyWantsIt() throws IOException {
        train();

        assertThat(cache.isCurrent()).isTrue();
        assertThat(cache.command(JvmStart.CACHED)).contains("-XX:AOTCache=" + cache.file());
        assertThat(cache.command(JvmStart.PLAIN)).noneMatch(word -> word.contains("AOT"));
    }

    @Test
    void everyStartHasTheOptionsOfTheProjectAndThePathOfTheRealJar() {
        for (JvmStart start : JvmStart.values()) {
            assertThat(cache.command(start))
                    .contains("@" + repository.resolve("deploy").resolve("jvm.options"))
                    .endsWith("-jar", cache.jar().toAbsolutePath().toString());
        }
    }

    @Test
    void anotherJarAnotherLibraryOrOtherOptionsMakeItStale() throws IOException {
        train();
        Path library = cache.jar().resolveSibling("lib").resolve("one.jar");

        Files.setLastModifiedTime(cache.jar(), FileTime.fromMillis(0));
        assertThat(cache.isCurrent()).isFalse();
        train();
        Files.writeString(library, "one, and more");
        assertThat(cache.isCurrent()).isFalse();
        train();
        Files.copy(library, library.resolveSibling("two.jar"));
        assertThat(cache.isCurrent()).isFalse();
        train();
        Files.writeString(cache.options(), "-Xmx2g\n");
        assertThat(cache.isCurrent()).isFalse();
        assertThat(cache.command(JvmStart.CACHED)).noneMatch(word -> word.contains("AOT"));
    }

    @Test
    void trainingThatWroteNothingIsAFailureAndLeavesTheOldCacheAlone() throws IOException {
        train();

        assertThatThrownBy(cache::keep).isInstanceOf(LocalSystemFailure.class).hasMessageContaining("auth-service.jar");
        assertThat(cache.isCurrent()).isTrue();
    }

    @Test
    void whatABrokenTrainingLeftIsRemoved() throws IOException {
        Files.writeString(unfinished(), "half");
        Files.writeString(Path.of(unfinished() + ".config"), "half");

        cache.forgetUnfinished();

        assertThat(cache.jar().getParent()).isDirectoryNotContaining("glob:**.aot*");
    }

    @Test
    void serviceThatIsNotBuiltIsToldWithTheWayOut() {
        StartCache absent = StartCache.of(repository, "resource-service");

        assertThatThrownBy(() -> absent.command(JvmStart.PLAIN))
                .isInstanceOf(LocalSystemFailure.class)
                .hasMessageContaining("mvn -DskipTests package");
    }

    private void train() throws IOException {
        Files.writeString(unfinished(), "learned");
        cache.keep();
    }

    private Path unfinished() {
        String word = cache.command(JvmStart.TRAINING).stream()
                .filter(option -> option.startsWith("-XX:AOTCacheOutput="))
                .findFirst()
                .orElseThrow();
        return Path.of(word.substring(word.indexOf('=') + 1));
    }
}
