package services.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.backing.BackingServices;
import services.backing.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The real script with the real jars, in a folder of its own beside any other quickstart. */
class QuickstartIT {

    private static final List<String> MODULES =
            List.of("api-description", "backing-services", "auth-service", "resource-service", "local-system");
    private static final Duration UP = Duration.ofMinutes(6);
    private static final long END_SECONDS = 360;

    @TempDir
    private Path temporary;

    private final Map<String, String> settings = new HashMap<>();
    private final List<Process> started = new ArrayList<>();
    private Path project;

    @BeforeEach
    void linkProject() throws IOException {
        Path repository = Repository.root();
        project = Files.createDirectory(temporary.resolve("a project"));
        Files.copy(repository.resolve("quickstart"), project.resolve("quickstart"));
        Files.createSymbolicLink(project.resolve("deploy"), repository.resolve("deploy"));
        for (String module : MODULES) {
            Files.createSymbolicLink(
                    Files.createDirectory(project.resolve(module)).resolve("target"),
                    repository.resolve(module).resolve("target"));
        }
        Ports.SETTINGS.forEach(setting -> settings.put(setting, Integer.toString(FreePort.pick())));
    }

    @AfterEach
    void stopAndForget() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
        for (String module : MODULES) {
            Files.delete(project.resolve(module).resolve("target"));
        }
        BackingServices.erase(project.resolve(".quickstart").resolve("data"));
    }

    @Test
    void demoPlaysTheRoundTripAndLeavesNothingRunning() throws Exception {
        Process demo = quickstart("--demo");

        assertThat(statusOf(demo)).as(this::shown).isZero();
        assertThat(shown())
                .contains("steps of the round trip went as they should")
                .doesNotContain("✗");
        assertNothingRuns();
    }

    @Test
    void interruptedItStopsEverythingWithStatusZero() throws Exception {
        Process first = quickstart();
        awaitUp(first);

        JsonNode system = JsonMapper.builder().build().readTree(systemFile().toFile());
        assertThat(system.at("/auth/public").asString()).endsWith(":" + settings.get("AUTH_SERVICE_PORT"));
        assertThat(Path.of(system.at("/mail").asString())).isDirectory();
        interrupt(first);

        assertThat(statusOf(first)).as(this::shown).isZero();
        assertNothingRuns();
    }

    @Test
    void secondOneInTheSameFolderIsRefusedAndTheFirstStays() throws Exception {
        Process first = quickstart();
        awaitUp(first);

        Process second = quickstart("--demo");

        assertThat(statusOf(second)).isEqualTo(1);
        assertThat(shown()).contains("running already (process " + first.pid() + ")");
        assertThat(first.isAlive()).isTrue();
        interrupt(first);
        assertThat(statusOf(first)).isZero();
    }

    @Test
    void deadServiceEndsItWithTheTailOfItsLog() throws Exception {
        Process quickstart = quickstart();
        awaitUp(quickstart);

        quickstart
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("resource-service.jar"))
                .forEach(ProcessHandle::destroyForcibly);

        assertThat(statusOf(quickstart)).isEqualTo(1);
        assertThat(shown()).contains("resource-service has ended by itself").contains("resource-service.log");
        assertNothingRuns();
    }

    @Test
    void takenPortIsToldInOneLineBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("AUTH_SERVICE_PORT", Integer.toString(taken.getLocalPort()));

            Process quickstart = quickstart("--demo");

            assertThat(statusOf(quickstart)).isEqualTo(1);
            assertThat(shown().lines()).hasSize(1);
            assertThat(shown())
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("AUTH_SERVICE_PORT=");
        }
    }

    private Process quickstart(String... options) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(project.resolve("quickstart").toString());
        builder.command().addAll(List.of(options));
        builder.environment().putAll(settings);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile())
                .start();
        started.add(process);
        return process;
    }

    private void awaitUp(Process quickstart) {
        await().atMost(UP).until(() -> !quickstart.isAlive() || shown().contains("Ctrl-C stops it"));
        assertThat(systemFile()).as(this::shown).exists();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private int statusOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                .as(this::shown)
                .isTrue();
        return process.exitValue();
    }

    private void assertNothingRuns() {
        assertThat(systemFile()).doesNotExist();
        assertThat(Ports.SETTINGS).allMatch(setting -> FreePort.isFree(Integer.parseInt(settings.get(setting))));
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            assertThat(processes.map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(command -> command.contains(temporary.toString()));
        }
    }

    private Path systemFile() {
        return project.resolve(".quickstart").resolve("system.json");
    }

    private String shown() {
        try {
            return Files.readString(temporary.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
