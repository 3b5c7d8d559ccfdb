package services.auth.password;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void stolenPasswordIsFoundWithoutBeingTold() throws IOException {
        // SHA-1 of "a stolen password": its first five digits are all that is sent
        StringBuilder asked = new StringBuilder();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String hash = "AD97F12E8638DC022040ADBD69778756732CAAB1";
        server.createContext("/range/", exchange -> {
            asked.append(exchange.getRequestURI().getPath());
            byte[] body = ("0000000000000000000000000000000000A:3\r\n" + hash.substring(5) + ":42\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        try {
            PasswordPolicy asking =
                    asking("http://127.0.0.1:" + server.getAddress().getPort() + "/range/");
            assertThatThrownBy(() -> asking.require("a stolen password", "alice"))
                    .hasMessage("password_breached");
            assertThat(asked.toString()).isEqualTo("/range/" + hash.substring(0, 5));
            assertThat(asking.require("a password that nobody stole", "alice")).isPositive();
        } finally {
            server.stop(0);
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
