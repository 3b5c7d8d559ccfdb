package services.auth.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    @Test
    void namesThatLookTheSameAreTheSame() {
        assertThat(Names.key("Alice")).isEqualTo(Names.key("ALICE"));
        assertThat(Names.key("ｂｏｂ")).isEqualTo(Names.key("bob"));
        assertThat(Names.key("Jose\u0301")).isEqualTo(Names.key("jos\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Алиса", "a.b-c_d", "1st", "üser"})
    void lettersOfEveryAlphabetMakeAUsername(String username) {
        assertThat(username).matches(Names.USERNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", ".abc", "a b c", "bob@example.org", "bob\u0000", "bob\n", "<bob>"})
    void nothingElseDoes(String username) {
        assertThat(username).doesNotMatch(Names.USERNAME);
    }
}
