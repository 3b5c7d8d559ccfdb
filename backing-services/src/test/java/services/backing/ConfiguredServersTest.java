package services.backing;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfiguredServersTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AUTH_SERVICE_DATABASE_URL", "jdbc:postgresql://db.example:5432/auth",
            "AUTH_SERVICE_DATABASE_USERNAME", "auth_owner",
            "AUTH_SERVICE_DATABASE_PASSWORD", "secret",
            "AUTH_SERVICE_REDIS_URI", "redis://:secret@cache.example:6379");

    @TempDir
    private Path folder;

    private BackingServices services() {
        return BackingServices.in(folder, ENVIRONMENT);
    }

    @Test
    void configuredDatabaseIsHandedOutAsItIs() {
        assertThat(services().postgres().database("auth"))
                .isEqualTo(new Database("jdbc:postgresql://db.example:5432/auth", "auth_owner", "secret"));
    }

    @Test
    void halfConfiguredDatabasesAreRefused() {
        assertThatThrownBy(() -> services().postgres().database("resource"))
                .isInstanceOf(BackingServiceFailure.class)
                .hasMessageContaining("set RESOURCE_SERVICE_DATABASE_URL too");
    }

    @Test
    void configuredRedisIsHandedOutAsItIs() {
        assertThat(services().redis().uri()).hasToString("redis://:secret@cache.example:6379");
    }

    @Test
    void descriptionsTellNoPassword() {
        assertThat(services().postgres().description()).doesNotContain("secret").contains("db.example");
        assertThat(services().redis().description()).doesNotContain("secret").contains("cache.example");
    }

    @Test
    void configuredServersAreNotKilled() {
        assertThatThrownBy(() -> services().postgres().kill()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> services().redis().kill()).isInstanceOf(UnsupportedOperationException.class);
    }
}
