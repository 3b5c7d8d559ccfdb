package services.auth.masterkey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

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

    @Test
    void fractionsAreSpreadEvenly() {
        KeyedHash hash = new KeyedHashes(key).forPurpose("one");

        double[] fractions = IntStream.range(0, 10_000)
                .mapToDouble(i -> hash.fraction("name " + i))
                .toArray();

        assertThat(Arrays.stream(fractions)).allMatch(fraction -> fraction >= 0 && fraction < 1);
        assertThat(Arrays.stream(fractions).filter(fraction -> fraction < 0.3).count())
                .isBetween(2_800L, 3_200L);
        assertThat(hash.fraction("name 1")).isEqualTo(fractions[1]);
    }
}
