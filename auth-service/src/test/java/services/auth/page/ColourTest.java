package services.auth.page;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ColourTest {

    private static final double READABLE = 4.5;

    @Test
    void contrastIsThatOfWcag() {
        assertThat(Colour.BLACK.contrast(Colour.WHITE)).isEqualTo(21, within(0.01));
        assertThat(colour("777777").contrast(Colour.WHITE)).isEqualTo(4.48, within(0.01));
        assertThat(colour("1d4ed8").contrast(Colour.WHITE)).isEqualTo(6.70, within(0.01));
    }

    @Test
    void textOnAnyColourCanBeRead() {
        assertThat(anyColours())
                .allSatisfy(colour ->
                        assertThat(colour.ofTextOnIt().contrast(colour)).isGreaterThanOrEqualTo(READABLE));
        assertThat(colour("1d4ed8").ofTextOnIt()).isEqualTo(Colour.WHITE);
        assertThat(colour("facc15").ofTextOnIt()).isEqualTo(Colour.BLACK);
    }

    @Test
    void linksOfAnyColourCanBeReadOnLightAndDark() {
        Colour dark = colour("1b2029");

        assertThat(anyColours()).allSatisfy(colour -> {
            assertThat(colour.readableOn(Colour.WHITE).contrast(Colour.WHITE)).isGreaterThanOrEqualTo(READABLE);
            assertThat(colour.readableOn(dark).contrast(dark)).isGreaterThanOrEqualTo(READABLE);
        });
    }

    @Test
    void colourThatCanBeReadStaysAsItIs() {
        assertThat(colour("1d4ed8").readableOn(Colour.WHITE)).hasToString("#1d4ed8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blue", "#fff", "12345g", "#1234567", "1d4ed8;}", "rgb(0,0,0)"})
    void everythingElseIsNoColour(String text) {
        assertThat(Colour.find(text)).isEmpty();
    }

    private static Stream<Colour> anyColours() {
        Random random = new Random(7);
        return Stream.generate(() -> new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
                .limit(5_000);
    }

    private static Colour colour(String hex) {
        return Colour.find(hex).orElseThrow();
    }
}
