package services.auth.apikey;

import java.util.UUID;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyValueTest {

    private static final String SECRET = "0123456789-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcde";
    private static final UUID ID = UUID.fromString("5a0e8a3c-7f0b-4b5e-8f3a-6f0f5b1e2c33");

    private final String value = ApiKeyValue.of(ID, SECRET).value();

    @Test
    void keyNamesItselfAndIsReadAgain() {
        assertThat(ApiKeyValue.parse(value).orElseThrow().id()).isEqualTo(ID);
        assertThat(ApiKeyValue.parse(value).orElseThrow().hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void scannerFindsItByPrefixAndChecksum() {
        assertThat(value).matches("ask_[\\w-]{65}[0-9a-f]{8}").contains(SECRET);
        CRC32 crc = new CRC32();
        crc.update(value.substring(0, value.length() - 8).getBytes(US_ASCII));
        assertThat(value).endsWith("%08x".formatted(crc.getValue()));
    }

    @Test
    void itsStartShowsNothingOfTheSecret() {
        assertThat(value).startsWith(ApiKeyValue.start(ID));
        assertThat(ApiKeyValue.start(ID)).hasSize(12);
    }

    @Test
    void idsWithoutBitsAndWithAllBitsAreReadAgain() {
        for (UUID id : new UUID[] {new UUID(0, 0), new UUID(-1, -1), new UUID(0, 1), new UUID(Long.MIN_VALUE, 0)}) {
            assertThat(ApiKeyValue.parse(ApiKeyValue.of(id, SECRET).value())
                            .orElseThrow()
                            .id())
                    .isEqualTo(id);
        }
    }

    @Test
    void everyChangedCharacterBreaksTheChecksum() {
        for (int i = 0; i < value.length(); i++) {
            char other = value.charAt(i) == '0' ? '1' : '0';
            assertThat(ApiKeyValue.parse(value.substring(0, i) + other + value.substring(i + 1)))
                    .as("character " + i)
                    .isEmpty();
        }
    }

    @Test
    void everyPieceOfAKeyIsRefused() {
        for (int i = 0; i < value.length(); i++) {
            assertThat(ApiKeyValue.parse(value.substring(0, i))).isEmpty();
            assertThat(ApiKeyValue.parse(value.substring(i + 1))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\n", "%s%<s", "%s0", "x%s", "%s\u0000", "%S"})
    void keyWithSomethingAroundItIsRefused(String form) {
        assertThat(ApiKeyValue.parse(form.formatted(value))).isEmpty();
    }

    @Test
    void itsTextNeverShowsIt() {
        assertThat(ApiKeyValue.of(ID, SECRET).toString()).doesNotContain(SECRET);
    }
}
