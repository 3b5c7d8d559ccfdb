package services.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.backing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void withoutSettingsTheyAreTheStandardOnes() {
        Ports ports = Ports.of(Map.of());

        assertThat(ports.all()).extracting(Ports.Port::number).containsExactly(8080, 8081, 8090, 8091);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "65536", "-1", "8080 "})
    void whatIsNoPortIsRefusedByTheNameOfItsSetting(String text) {
        assertThatThrownBy(() -> Ports.of(Map.of("AUTH_SERVICE_PORT", text)))
                .hasMessage("AUTH_SERVICE_PORT is \"" + text + "\", but must be a port from 1 to 65535");
    }

    @Test
    void takenPortIsNamedWithTheSettingThatMovesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.of(free("RESOURCE_SERVICE_PORT", taken.getLocalPort()));

            assertThatThrownBy(ports::check)
                    .isInstanceOf(LocalSystemFailure.class)
                    .hasMessageMatching(
                            "Port " + taken.getLocalPort()
                                    + " is taken by another program. Choose another one: RESOURCE_SERVICE_PORT=\\d+ ./quickstart");
        }
    }

    @Test
    void portGivenTwiceIsRefused() {
        Map<String, String> settings = free("AUTH_SERVICE_PORT", 15_555);
        settings.put("AUTH_SERVICE_INTERNAL_PORT", "15555");

        assertThatThrownBy(() -> Ports.of(settings).check())
                .hasMessageStartingWith("Port 15555 is given twice. Choose another one: AUTH_SERVICE_INTERNAL_PORT=");
    }

    @Test
    void freePortsAreFine() {
        assertThatCode(() ->
                        Ports.of(free("AUTH_SERVICE_PORT", FreePort.pick())).check())
                .doesNotThrowAnyException();
    }

    private static Map<String, String> free(String setting, int port) {
        Map<String, String> settings = new HashMap<>();
        Ports.SETTINGS.forEach(name -> settings.put(name, Integer.toString(FreePort.pick())));
        settings.put(setting, Integer.toString(port));
        return settings;
    }
}
