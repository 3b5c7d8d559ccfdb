package services.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SystemDescriptionTest {

    private static final SystemDescription DESCRIPTION = new SystemDescription(
            new SystemDescription.Listeners("http://127.0.0.1:8080", "http://127.0.0.1:8081"),
            new SystemDescription.Listeners("http://127.0.0.1:8090", "http://127.0.0.1:8091"),
            new SystemDescription.Admin("admin", "admin-password"),
            new SystemDescription.Client("resource-service", "client-secret"),
            new SystemDescription.Databases(
                    new SystemDescription.Connection("jdbc:postgresql://127.0.0.1:5432/auth", "auth", "one"),
                    new SystemDescription.Connection("jdbc:postgresql://127.0.0.1:5432/resource", "resource", "two")),
            "redis://127.0.0.1:6379",
            "/home/ada/mail");

    @TempDir
    private Path temporary;

    @Test
    void fileHasTheNamesThatProgramsRead() {
        PrivateFolder folder = PrivateFolder.at(temporary);

        DESCRIPTION.writeTo(folder);

        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readTree(folder.file("system.json").toFile())).isEqualTo(json.readTree("""
            {
              "auth": {"public": "http://127.0.0.1:8080", "internal": "http://127.0.0.1:8081"},
              "resource": {"public": "http://127.0.0.1:8090", "internal": "http://127.0.0.1:8091"},
              "admin": {"username": "admin", "password": "admin-password"},
              "client": {"client_id": "resource-service", "client_secret": "client-secret"},
              "postgres": {
                "auth": {"url": "jdbc:postgresql://127.0.0.1:5432/auth", "username": "auth", "password": "one"},
                "resource": {"url": "jdbc:postgresql://127.0.0.1:5432/resource", "username": "resource", "password": "two"}
              },
              "redis": "redis://127.0.0.1:6379",
              "mail": "/home/ada/mail"
            }"""));
    }

    @Test
    void fileIsReadByItsOwnerOnly() throws IOException {
        PrivateFolder folder = PrivateFolder.at(temporary.resolve("system"));

        DESCRIPTION.writeTo(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file("system.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void removedFileIsGone() {
        PrivateFolder folder = PrivateFolder.at(temporary);
        DESCRIPTION.writeTo(folder);

        SystemDescription.removeFrom(folder);

        assertThat(folder.file("system.json")).doesNotExist();
    }

    @Test
    void textOfItTellsNoSecret() {
        assertThat(DESCRIPTION.toString()).doesNotContain("admin-password", "client-secret", "one", "two");
    }
}
