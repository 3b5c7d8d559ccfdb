package services.resource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class StartIT {

    @Test
    void missingSecretIsOneLineAndStatusOne() throws Exception {
        Map<String, Object> settings = settings();
        settings.remove("resource-service.client-secret");
        assertStops(settings, "RESOURCE_SERVICE_CLIENT_SECRET is missing");
    }

    @Test
    void takenPortIsOneLineAndStatusOne() throws Exception {
        Map<String, Object> settings = settings();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put("resource-service.port", taken.getLocalPort());
            assertStops(settings, String.valueOf(taken.getLocalPort()), "RESOURCE_SERVICE_PORT");
        }
    }

    @Test
    void terminatedServiceEndsByItself() throws Exception {
        try (AuthServiceStub authService = AuthServiceStub.started()) {
            Database database = BackingServices.shared().postgres().database("resource_start");
            Process service = run(TestService.settings(database, authService.url()));
            StringBuilder log = new StringBuilder();
            while (!log.toString().contains("listens")) {
                String line = service.inputReader().readLine();
                assertThat(line).as(log.toString()).isNotNull();
                log.append(line).append('\n');
            }
            service.destroy();
            assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(log.toString()).doesNotContain("Exception");
        }
    }

    private static Map<String, Object> settings() {
        Database database = BackingServices.shared().postgres().database("resource_start");
        return TestService.settings(database, "http://localhost:1");
    }

    private static void assertStops(Map<String, Object> settings, String... complaint) throws Exception {
        Process service = run(settings);
        String log = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(service.waitFor()).as(log).isEqualTo(1);
        List<String> errors = log.lines().filter(line -> line.contains("ERROR")).toList();
        assertThat(errors).singleElement().asString().contains(complaint);
        assertThat(log).doesNotContain("\tat ");
    }

    private static Process run(Map<String, Object> settings) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ResourceService.class.getName());
        // as an operator gives them
        settings.forEach((name, value) -> process.environment()
                .put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), String.valueOf(value)));
        return process.redirectErrorStream(true).start();
    }
}
