package services.backing;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LastWillTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    static Stream<Kind> kinds() {
        return AvailableKinds.of(DockerContainer.POSTGRES_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void killedJvmLeavesNoServerBehind(Kind kind) throws IOException {
        Process jvm = startJvm(kind);
        try (BufferedReader says = jvm.inputReader()) {
            int postgres =
                    URI.create(says.readLine().substring("jdbc:".length())).getPort();
            int redis = URI.create(says.readLine()).getPort();
            assertThat(FreePort.isFree(postgres) || FreePort.isFree(redis)).isFalse();

            jvm.destroyForcibly();

            assertThat(Deadline.met(SOON, () -> FreePort.isFree(postgres) && FreePort.isFree(redis)))
                    .isTrue();
        }
    }

    @Test
    void revokedWillIsNotExecuted(@TempDir Path folder) {
        LastWill will = LastWill.of("touch \"$1/executed\"", folder.toString());

        assertThat(will.revoke()).isTrue();

        assertThat(Files.exists(folder.resolve("executed"))).isFalse();
    }

    private static Process startJvm(Kind kind) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), KilledJvm.class.getName());
        builder.environment().put(Kind.SETTING, kind.toString());
        return builder.redirectError(Redirect.INHERIT).start();
    }
}
