package services.local;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceSettingsTest {

    private static final ServiceSettings.Backing BACKING = new ServiceSettings.Backing(
            new Database("jdbc:postgresql://127.0.0.1:5432/auth", "auth", "auth-password"),
            new Database("jdbc:postgresql://127.0.0.1:5432/resource", "resource", "resource-password"),
            "redis://127.0.0.1:6379");
    private static final Secrets SECRETS = new Secrets("encryption-key", "admin-password", "client-secret");

    @TempDir
    private Path folder;

    @Test
    void eachServiceGetsItsOwnDatabase() {
        ServiceSettings settings = settings(Map.of());

        assertThat(settings.auth())
                .containsEntry("AUTH_SERVICE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/auth")
                .containsEntry("AUTH_SERVICE_DATABASE_USERNAME", "auth")
                .containsEntry("AUTH_SERVICE_DATABASE_PASSWORD", "auth-password");
        assertThat(settings.resource())
                .containsEntry("RESOURCE_SERVICE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/resource")
                .containsEntry("RESOURCE_SERVICE_DATABASE_USERNAME", "resource")
                .containsEntry("RESOURCE_SERVICE_DATABASE_PASSWORD", "resource-password");
    }

    @Test
    void noServiceSeesTheSettingsOfTheOther() {
        ServiceSettings settings = settings(Map.of("AUTH_SERVICE_LICENCE", "1", "RESOURCE_SERVICE_COLOUR", "2"));

        assertThat(settings.auth().keySet()).noneMatch(name -> name.startsWith("RESOURCE_SERVICE_"));
        assertThat(settings.resource().keySet()).noneMatch(name -> name.startsWith("AUTH_SERVICE_"));
    }

    @Test
    void restOfTheEnvironmentReachesBoth() {
        ServiceSettings settings = settings(Map.of("LOG_LEVEL", "DEBUG"));

        assertThat(settings.auth()).containsEntry("LOG_LEVEL", "DEBUG");
        assertThat(settings.resource()).containsEntry("LOG_LEVEL", "DEBUG");
    }

    @Test
    void whatThePersonSetsWins() {
        ServiceSettings settings = settings(Map.of(
                "AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT", "30s",
                "AUTH_SERVICE_ISSUER", "https://login.example",
                "RESOURCE_SERVICE_DATABASE_POOL_SIZE", "3"));

        assertThat(settings.auth())
                .containsEntry("AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT", "30s")
                .containsEntry("AUTH_SERVICE_ISSUER", "https://login.example");
        assertThat(settings.resource()).containsEntry("RESOURCE_SERVICE_DATABASE_POOL_SIZE", "3");
    }

    @Test
    void passwordOfAnotherDatabaseChangesNothing() {
        ServiceSettings settings = settings(Map.of("AUTH_SERVICE_DATABASE_PASSWORD", "of docker compose"));

        assertThat(settings.auth()).containsEntry("AUTH_SERVICE_DATABASE_PASSWORD", "auth-password");
    }

    @Test
    void anotherPortMovesWhatPointsThere() {
        ServiceSettings settings = settings(Map.of("AUTH_SERVICE_PORT", "8085", "AUTH_SERVICE_INTERNAL_PORT", "8086"));

        assertThat(settings.auth()).containsEntry("AUTH_SERVICE_ISSUER", "http://127.0.0.1:8085");
        assertThat(settings.resource())
                .containsEntry("RESOURCE_SERVICE_AUTH_SERVICE_PUBLIC_URL", "http://127.0.0.1:8085")
                .containsEntry("RESOURCE_SERVICE_AUTH_SERVICE_INTERNAL_URL", "http://127.0.0.1:8086");
    }

    @Test
    void anotherSecretOfTheClientIsGivenToBothSides() {
        ServiceSettings settings = settings(Map.of("AUTH_SERVICE_RESOURCE_CLIENT_SECRET", "chosen"));

        assertThat(settings.resource()).containsEntry("RESOURCE_SERVICE_CLIENT_SECRET", "chosen");
    }

    @Test
    void mailsBecomeFilesUnlessThePersonNamesAServer() {
        assertThat(settings(Map.of()).auth())
                .containsEntry(
                        "AUTH_SERVICE_MAIL_FOLDER",
                        PrivateFolder.at(folder).mail().toString());
        assertThat(settings(Map.of("AUTH_SERVICE_MAIL_HOST", "smtp.example")).auth())
                .containsEntry("AUTH_SERVICE_MAIL_HOST", "smtp.example")
                .doesNotContainKey("AUTH_SERVICE_MAIL_FOLDER");
    }

    private ServiceSettings settings(Map<String, String> chosen) {
        return ServiceSettings.of(chosen, Ports.of(chosen), PrivateFolder.at(folder), SECRETS, BACKING);
    }
}
