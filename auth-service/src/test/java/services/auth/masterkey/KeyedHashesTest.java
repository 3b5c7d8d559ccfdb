package services.auth.masterkey;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedHashesTest {

    private final MasterKey key = new MasterKey(Base64.getEncoder().encodeToString(new byte[32]));
    private final MasterKey sameKey = new MasterKey(Base64.getEncoder().encodeToString(new byte[32]));
    private final MasterKey otherKey = new MasterKey(
            Base64.getEncoder().encodeToString("another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII)));

    @Test
    void hashDependsOnTheKeyThePurposeAndTheText() {
        String hash = new KeyedHashes(key).forPurpose("one").of("text");

        assertThat(new KeyedHashes(sameKey).forPurpose("one").of("text")).isEqualTo(hash);
        assertThat(new KeyedHashes(otherKey).forPurpose("one").of("text")).isNotEqualTo(hash);
        assertThat(new KeyedHashes(key).forPurpose("other").of("text")).isNotEqualTo(hash);
        assertThat(new KeyedHashes(key).forPurpose("one").of("texts")).isNotEqualTo(hash);
    }
}
