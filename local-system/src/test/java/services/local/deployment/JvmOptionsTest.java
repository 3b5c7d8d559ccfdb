package services.local.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import services.local.Repository;
import services.local.ServiceProcess;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** One list of options for the JVM of both services, wherever they run. */
class JvmOptionsTest {

    private static final String FILE = "deploy/jvm.options";
    private static final long MEGABYTE = 1024L * 1024;

    /** What a service needs beside its heap: its start cache, compiled code, buffers, two passwords being hashed. */
    private static final long BESIDE_THE_HEAP = 300;

    @Test
    void theJvmKnowsEachOfThem() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process started = new ProcessBuilder(java, "@" + Repository.root().resolve(FILE), "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(started.exitValue()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning");
    }

    @Test
    void imageStartsWithThemFromItsCacheWhichWasMadeOnTheSameJvmAndFiles() {
        String image = ProjectFile.text("deploy/Dockerfile");

        assertThat(image)
                .contains("\"@/app/jvm.options\"", "\"-XX:AOTCache=/app/service.aot\"")
                .contains("cp " + FILE + " /app/")
                .contains("FROM eclipse-temurin:25-jre AS service\n", "FROM service AS training\n", "FROM service\n")
                .containsPattern("COPY --from=training \\S+\\.aot service\\.aot\n");
    }

    @Test
    void imageKeepsMemoryOutsideTheHeapAsEverywhere() {
        assertThat(ProjectFile.text("deploy/Dockerfile"))
                .contains("ENV GLIBC_TUNABLES=" + ServiceProcess.MALLOC + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void podHasRoomForTheHeapAndForWhatIsBesideIt(Part part) {
        Quantity limit = requireNonNull(Manifests.applied()
                .one(Deployment.class, part.service())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getResources()
                .getLimits()
                .get("memory"));

        assertThat(limit.getNumericalAmount().longValueExact() / MEGABYTE).isGreaterThanOrEqualTo(needed());
    }

    @ParameterizedTest
    @EnumSource
    void containerOfComposeHasTheSame(Part part) {
        String limit = new Compose().memoryLimit(part.service());

        assertThat(limit).matches("\\d+m");
        assertThat(Long.parseLong(limit.substring(0, limit.length() - 1))).isGreaterThanOrEqualTo(needed());
    }

    private static long needed() {
        String heap = ProjectFile.text(FILE)
                .lines()
                .filter(line -> line.matches("-Xmx\\d+m"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(heap.substring("-Xmx".length(), heap.length() - 1)) + BESIDE_THE_HEAP;
    }
}
