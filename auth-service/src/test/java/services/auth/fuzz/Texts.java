package services.auth.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts that parsers trip over. */
public final class Texts {

    private static final List<String> NO_TEXT =
            List.of("%ff", "%c3%28", "%ed%a0%80", "%", "%4", "%zz", "%f8%88%80%80%80");
    private static final List<String> SEPARATORS = List.of("&&", "=", ";a=b");

    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\r\nX-Injected: yes",
            "\n",
            "\t",
            "\u007f",
            "\u0085",
            "ü",
            "\u202e",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00",
            "\ud800",
            "\udfff\ud800",
            "%",
            "%00",
            "%zz",
            "%25%32%35",
            "+",
            "&",
            "=",
            ";",
            "#",
            "?",
            "\"",
            "\\",
            "'",
            "'; --",
            "<script>alert(1)</script>",
            "${7*7}",
            "{{7*7}}",
            "../../..",
            "null",
            "true",
            "NaN",
            "-1",
            "0",
            "1e400",
            "9223372036854775808",
            "99999999999999999999999999",
            "0x10",
            "[]",
            "{}",
            "[[[[",
            "{\"a\":",
            "a.b.c",
            "e30.e30.",
            "....",
            "none",
            "openid openid",
            "javascript:alert(1)",
            "http://[::1",
            "http://127.0.0.1:99999/",
            "https://user@client.example/",
            "//client.example",
            "urn:ietf:params:oauth:request_uri:",
            "urn:ietf:params:oauth:request_uri:x",
            "x".repeat(101),
            "x".repeat(257),
            "x".repeat(2049),
            "9".repeat(400),
            "a ".repeat(500),
            "[".repeat(3000));

    private Texts() {}

    public static String strange(Choices choices) {
        return choices.of(STRANGE);
    }

    /** Another text, out of a good one. */
    public static String changed(Choices choices, String good) {
        int at = choices.below(good.length() + 1);
        int to = at + choices.below(good.length() + 1 - at);
        return switch (choices.below(9)) {
            case 0, 1 -> strange(choices);
            case 2, 3 -> good.substring(0, at) + strange(choices) + good.substring(at);
            case 4 -> good.substring(0, at) + good.substring(to);
            case 5 -> good.substring(0, to) + good.substring(at);
            case 6 -> good + good;
            case 7 -> choices.oneIn(2) ? good.toUpperCase(Locale.ROOT) : good.strip() + " ";
            default -> flipped(choices, good);
        };
    }

    private static String flipped(Choices choices, String good) {
        if (good.isEmpty()) {
            return "x";
        }
        int at = choices.below(good.length());
        char other = (char) (good.charAt(at) ^ (1 << choices.below(8)));
        return good.substring(0, at) + other + good.substring(at + 1);
    }

    /** As the name in a form or a query; what is strange comes as bytes that are no text. */
    static String encodedName(Choices choices, String text) {
        return encoded(text) + (choices.oneIn(40) ? choices.of(NO_TEXT) : "");
    }

    /** As the value in a form or a query; what is strange comes as bytes that are no text, or that end the value. */
    public static String encodedValue(Choices choices, String text) {
        return encoded(text) + (choices.oneIn(40) ? choices.of(choices.oneIn(3) ? SEPARATORS : NO_TEXT) : "");
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9';
            if (isPlain || Set.of('-', '.', '_').contains((char) one)) {
                encoded.append((char) one);
            } else {
                encoded.append("%%%02X".formatted(one & 0xff));
            }
        }
        return encoded.toString();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
