package services.auth.token;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.error.StartException;
import services.auth.masterkey.MasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyEncryptionTest {

    private final KeyEncryption encryption =
            new KeyEncryption(new MasterKey(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void whatWasEncryptedIsDecrypted() {
        String encrypted = encryption.encrypt("secret");

        assertThat(encrypted).doesNotContain("secret");
        assertThat(encryption.decrypt(encrypted)).isEqualTo("secret");
    }

    @Test
    void sameSecretIsNeverEncryptedTheSame() {
        assertThat(encryption.encrypt("secret")).isNotEqualTo(encryption.encrypt("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "c2hvcnQ=", "no base64 at all, whatever it may look like"})
    void wrongKeyIsRefusedWithTheNameOfTheSetting(String key) {
        assertThatThrownBy(() -> new MasterKey(key))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_KEY_ENCRYPTION_KEY");
    }
}
