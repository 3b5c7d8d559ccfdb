package services.auth.password;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.StolenPasswords;
import services.auth.error.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordPolicyTest {

    private final CommonPasswords common = new CommonPasswords();
    private final PasswordPolicy policy = asking("");

    private PasswordPolicy asking(String address) {
        return new PasswordPolicy(common, new BreachedPasswords(new BreachedPasswordsClient(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tr0ub4dour and more",
                "aaaaaaaa bbbbbbbb",
                "только кириллица здесь",
                "🐎🔋📎🐎🔋📎🐎🔋",
                "     eight spaces count too",
                "x'; DROP TABLE users; --"
            })
    void anyCharactersWillDo(String password) {
        assertThat(policy.require(password, "alice", "alice@example.org")).isBetween(0, 4);
    }

    @Test
    void lengthIsCountedInCharactersAndNotInTheirBytes() {
        assertThat(policy.require("🐎".repeat(128), "alice")).isNotNegative();
        assertRefused("🐎".repeat(129), "password_length");
        assertRefused("🐎".repeat(7), "password_length");
        assertRefused("", "password_length");
        assertThat(policy.require("a b c d ".repeat(16), "alice")).isNotNegative();
    }

    @Test
    void whatIsCommonIsRefusedInAnyCaseAndInAnyFormOfItsCharacters() {
        assertThat(common.size()).isGreaterThan(20_000);
        assertRefused("password", "password_common");
        assertRefused("PassWord1", "password_common");
        assertRefused("ｐａｓｓｗｏｒｄ", "password_common");
    }

    @Test
    void whatNamesTheUserIsRefused() {
        assertThatThrownBy(() -> policy.require("Alice.Liddell", "alice.liddell", "a@example.org"))
                .hasMessage("password_about_user");
        assertThatThrownBy(() -> policy.require("alice.liddell", "someone", "alice.liddell@example.org"))
                .hasMessage("password_about_user");
        assertThatThrownBy(() -> policy.require("alice@example.org", "someone", "alice@example.org"))
                .hasMessage("password_about_user");
    }

    @Test
    void refusalSaysWhatWouldBeBetter() {
        assertThatThrownBy(() -> policy.require("password1", "alice"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).hasSizeGreaterThan(60));
    }

    @Test
    void stolenPasswordIsFoundWithoutBeingTold() {
        try (StolenPasswords stolen = new StolenPasswords("a stolen password")) {
            PasswordPolicy asking = asking(stolen.address());

            assertThatThrownBy(() -> asking.require("a stolen password", "alice"))
                    .hasMessage("password_breached");
            assertThat(stolen.asked())
                    .containsExactly(StolenPasswords.sha1("a stolen password").substring(0, 5));
            assertThat(asking.require("a password that nobody stole", "alice")).isPositive();
        }
    }

    @Test
    void passwordIsTakenWhenNobodyAnswersWhetherItWasStolen() {
        assertThat(asking("http://127.0.0.1:1/range/").require("a stolen password", "alice"))
                .isNotNegative();
    }

    private void assertRefused(String password, String code) {
        assertThatThrownBy(() -> policy.require(password, "alice")).hasMessage(code);
    }
}
