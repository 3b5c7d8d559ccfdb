package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReturnToTest {

    private static final Set<String> PATHS =
            Set.of("/oauth2/authorize", "/oauth2/end_session", "/device", "/device/confirm", "/account");

    /** What attackers make their way out of; whatever is put together from it must stay here or be refused. */
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "\\",
            "/\\",
            "..",
            "/../",
            "%2e",
            "%2F",
            "%5c",
            "%00",
            "%0d%0a",
            "%",
            "%zz",
            "\r\n",
            "\t",
            " ",
            "\0",
            "@",
            ":",
            "?",
            "#",
            "&",
            "=",
            "https:",
            "http://",
            "javascript:",
            "data:",
            "evil.test",
            "//evil.test",
            "oauth2",
            "/oauth2/authorize",
            "/oauth2/end_session",
            "/device",
            "/device/confirm",
            "/account",
            "/accounts",
            "account",
            "é",
            "\u2044",
            "\uff0f",
            "a",
            "1",
            "client_id=x",
            "state=%20",
            "redirect_uri=https%3A%2F%2Fevil.test",
            "\"",
            "<script>",
            "'",
            ";");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account",
                "/device",
                "/device/confirm",
                "/device?user_code=WDJB-MJHT",
                "/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.test%2Fcb&scope=openid%20email&state=%0D%0A",
                "/oauth2/authorize?client_id=https://app.test&request_uri=urn:ietf:params:oauth:request_uri:abc",
                "/oauth2/end_session?id_token_hint=ey.J.w",
            })
    void ownPathIsTakenToTheLetter(String location) {
        assertThat(ReturnTo.of(location).location()).isEqualTo(location);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "/",
                "account",
                "//account",
                "/\\account",
                "\\\\evil.test",
                "//evil.test/account",
                "///evil.test",
                "https://evil.test/account",
                "https:/account",
                "javascript:alert(1)",
                " /account",
                "/account ",
                "/account\n",
                "/account\r\nSet-Cookie: a=b",
                "/account?a\r\nb",
                "/account?a b",
                "/account?\u0000",
                "/account?%",
                "/account?%0",
                "/account?%zz",
                "/account?\"onmouseover=",
                "/account?<b>",
                "/account?a\\b",
                "/account?é",
                "/account#here",
                "/account/",
                "/account/../signout",
                "/account/%2e%2e/signout",
                "/accounts",
                "/%61ccount",
                "/oauth2/token",
                "/oauth2/authorize/../../login",
                "/oauth2//authorize",
                "/device/a/b",
                "/device/..",
                "/signout",
                "/login",
            })
    void everythingElseIsRefused(String location) {
        assertThat(ReturnTo.find(location)).isEmpty();
        assertThatThrownBy(() -> ReturnTo.of(String.valueOf(location))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4001, 100_000, 2_000_000})
    void whatIsTooLongIsRefusedAtOnce(int length) {
        assertThat(ReturnTo.find("/account?" + "a".repeat(length))).isEmpty();
    }

    @RepeatedTest(20)
    void whateverIsTakenStaysHere(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 5_000; i++) {
            StringBuilder made = new StringBuilder();
            for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
                made.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            ReturnTo.find(made.toString()).ifPresent(ReturnToTest::assertStaysHere);
        }
    }

    private static void assertStaysHere(ReturnTo returnTo) {
        URI there = URI.create("https://us.test/signin").resolve(returnTo.location());
        assertThat(there.getScheme()).isEqualTo("https");
        assertThat(there.getRawAuthority()).isEqualTo("us.test");
        assertThat(there.getRawPath())
                .as(returnTo.location())
                .matches(path -> PATHS.contains(path) || path.matches("/device/[a-z-]+"));
        assertThat(there.getRawFragment()).isNull();
        assertThat(returnTo.location()).matches("[\\x21-\\x7e]+");
    }
}
