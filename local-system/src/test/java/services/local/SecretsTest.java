package services.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {

    @TempDir
    private Path temporary;

    private PrivateFolder folder;

    @BeforeEach
    void openFolder() {
        folder = PrivateFolder.at(temporary);
    }

    @Test
    void areMadeOnce() {
        assertThat(Secrets.keptIn(folder)).isEqualTo(Secrets.keptIn(folder));
    }

    @Test
    void areReadByTheirOwnerOnly() throws IOException {
        Secrets.keptIn(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file("secrets.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void haveThirtyTwoRandomBytesEach() {
        Secrets secrets = Secrets.keptIn(folder);

        assertThat(Base64.getDecoder().decode(secrets.keyEncryptionKey())).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(secrets.adminPassword())).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(secrets.clientSecret())).hasSize(32);
    }

    @Test
    void damagedFileIsRefusedWithTheWayOut() throws IOException {
        Files.writeString(folder.file("secrets.json"), "{");

        assertThatThrownBy(() -> Secrets.keptIn(folder))
                .isInstanceOf(LocalSystemFailure.class)
                .hasMessageContaining("--fresh");
    }
}
