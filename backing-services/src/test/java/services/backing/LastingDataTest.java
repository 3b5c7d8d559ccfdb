package services.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LastingDataTest {

    private static final Map<String, String> EMBEDDED = Map.of(Kind.SETTING, "embedded");

    @TempDir
    private Path folder;

    static Stream<Kind> kinds() {
        return AvailableKinds.of(DockerContainer.POSTGRES_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void dataSurviveARestartUntilTheyAreErased(Kind kind) throws Exception {
        Map<String, String> environment = Map.of(Kind.SETTING, kind.toString());
        try (BackingServices services = BackingServices.in(folder, environment)) {
            Queries.execute(services.postgres().database("auth"), "CREATE TABLE things (name text)");
            Queries.askRedis(services.redis(), "SET kept yes");
        }
        try (BackingServices services = BackingServices.in(folder, Map.of())) {
            assertThat(Queries.ask(services.postgres().database("auth"), "SELECT count(*) FROM things"))
                    .isEqualTo("0");
            assertThat(Queries.askRedis(services.redis(), "EXISTS kept")).isEqualTo(":1");
        }
        BackingServices.erase(folder);
        try (BackingServices services = BackingServices.in(folder, environment)) {
            assertThat(Queries.askRedis(services.redis(), "EXISTS kept")).isEqualTo(":0");
        }
        BackingServices.erase(folder);
    }

    @Test
    void dataOfAnotherKindAreRefused() {
        ServerFolder.lasting(folder.resolve("postgres")).remember("kind", "docker");

        assertThatThrownBy(() -> startPostgres(EMBEDDED))
                .isInstanceOf(BackingServiceFailure.class)
                .hasMessageContaining("were made with BACKING_SERVICES=docker")
                .hasMessageContaining("start with empty data");
    }

    @Test
    void dataOfAnotherPostgresAreRefused() throws IOException {
        Path data = Files.createDirectories(folder.resolve("postgres").resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "99\n");

        assertThatThrownBy(() -> startPostgres(EMBEDDED))
                .isInstanceOf(BackingServiceFailure.class)
                .hasMessageContaining("are of PostgreSQL 99 and the embedded one is 18");
    }

    @Test
    void unknownKindIsRefused() {
        assertThatThrownBy(() -> startPostgres(Map.of(Kind.SETTING, "podman")))
                .hasMessage("BACKING_SERVICES is \"podman\", but must be docker or embedded");
    }

    @Test
    void lockFileThatNamesAnotherProgramDoesNotPreventAStart() throws Exception {
        startPostgres(EMBEDDED);
        Path lockFile = folder.resolve("postgres").resolve("data").resolve("postmaster.pid");
        Files.writeString(lockFile, ProcessHandle.current().pid() + "\n");

        startPostgres(EMBEDDED);

        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void folderIsClosedToOtherUsers() throws IOException {
        ServerFolder.lasting(folder.resolve("postgres")).remember("password", "secret");

        assertThat(Files.getPosixFilePermissions(folder.resolve("postgres"))).hasSize(3);
        assertThat(Files.getPosixFilePermissions(folder.resolve("postgres").resolve("server.properties")))
                .hasSize(2);
    }

    private void startPostgres(Map<String, String> environment) {
        try (BackingServices services = BackingServices.in(folder, environment)) {
            services.postgres();
        }
    }
}
