package services.auth.oauth2.dpop;

import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import services.auth.fuzz.Cases;
import services.auth.fuzz.Choices;
import services.auth.fuzz.Jwts;
import services.auth.fuzz.Texts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever is sent as a proof, it is refused as one and nothing else happens. */
class DPoPProofReaderFuzzTest {

    private static final List<Jwts> PROOFS = List.of(
            CraftedProof.es256().jwts(),
            CraftedProof.edDsa().jwts(),
            CraftedProof.rsa("PS256", 2048).jwts());

    @Test
    void whatIsNotSignedWithItsKeyIsNoProof() {
        Cases.check(getClass(), "forged proofs", 2000, choices -> {
            String forged = choices.of(PROOFS).forged(choices);

            assertThatThrownBy(() -> DPoPProofReader.read(forged)).as(forged).isInstanceOf(InvalidProofException.class);
        });
    }

    @Test
    void whateverASignedProofSaysItIsReadOrRefused() {
        Cases.check(
                getClass(),
                "odd proofs",
                1000,
                choices -> readOrRefuse(choices.of(PROOFS).odd(choices)));
    }

    @Test
    void textIsReadOrRefused() {
        String good = PROOFS.getFirst().good();
        Cases.check(getClass(), "changed proofs", 4000, choices -> readOrRefuse(Texts.changed(choices, good)));
    }

    @Test
    void addressIsReadOrRefused() {
        Cases.check(getClass(), "addresses", 4000, DPoPProofReaderFuzzTest::readAddress);
    }

    @FuzzTest
    void proofThatAFuzzerChoosesIsReadOrRefused(FuzzedDataProvider data) {
        Choices choices = bound -> data.consumeInt(0, bound - 1);
        readOrRefuse(
                choices.oneIn(2)
                        ? data.consumeRemainingAsString()
                        : choices.of(PROOFS).odd(choices));
        readAddress(choices);
    }

    private static void readAddress(Choices choices) {
        TargetUri.parse(Texts.changed(choices, CraftedProof.TARGET));
        TargetUri.parse("https://api.example.com/" + Texts.strange(choices));
    }

    private static void readOrRefuse(String text) {
        try {
            DPoPProofReader.read(text);
        } catch (InvalidProofException refused) {
            // as it should be
        }
    }
}
