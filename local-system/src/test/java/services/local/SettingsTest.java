package services.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @TempDir
    private Path repository;

    @Test
    void withoutAFileTheyAreTheEnvironment() {
        assertThat(Settings.read(repository, Map.of("NAME", "value"))).isEqualTo(Map.of("NAME", "value"));
    }

    @Test
    void linesOfTheFileAreSettings() throws IOException {
        file("""
            # a comment

            AUTH_SERVICE_PORT=8085
            RESOURCE_SERVICE_BANNER="quoted # and = inside"
            """);

        assertThat(Settings.read(repository, Map.of()))
                .isEqualTo(Map.of(
                        "AUTH_SERVICE_PORT", "8085",
                        "RESOURCE_SERVICE_BANNER", "quoted # and = inside"));
    }

    @Test
    void secretsOfTheFileAreThoseOfDockerCompose() throws IOException {
        file("AUTH_SERVICE_KEY_ENCRYPTION_KEY=another\nRESOURCE_SERVICE_CLIENT_SECRET=another\n");

        assertThat(Settings.read(repository, Map.of("RESOURCE_SERVICE_CLIENT_SECRET", "wanted")))
                .isEqualTo(Map.of("RESOURCE_SERVICE_CLIENT_SECRET", "wanted"));
    }

    @Test
    void environmentWinsOverTheFile() throws IOException {
        file("AUTH_SERVICE_PORT=8085\n");

        assertThat(Settings.read(repository, Map.of("AUTH_SERVICE_PORT", "9000")))
                .isEqualTo(Map.of("AUTH_SERVICE_PORT", "9000"));
    }

    @Test
    void brokenLineIsRefusedWithTheFileNamed() throws IOException {
        file("this is no setting\n");

        assertThatThrownBy(() -> Settings.read(repository, Map.of()))
                .isInstanceOf(LocalSystemFailure.class)
                .hasMessageContaining(".env cannot be read")
                .hasMessageContaining("Each line must be NAME=value");
    }

    private void file(String content) throws IOException {
        Files.writeString(repository.resolve(".env"), content);
    }
}
