package services.auth.clientaddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import inet.ipaddr.IPAddress;

/**
 * Reads {@code Forwarded} (RFC 7239 section 4) and {@code X-Forwarded-For}: who sent the request to each of the proxies on its
 * way, the last proxy's word last.
 */
final class ForwardedHeaders {

    /** What is longer no proxy wrote alone. */
    private static final int LONGEST = 2048;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** One parameter, then the end of it: a semicolon, the comma before the next proxy's, or the end of the header. */
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G[ \\t]*(?:(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\"))?[ \\t]*(;|,|$)");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private static final Pattern IPV4 = Pattern.compile("([0-9.]+)(?::[0-9A-Za-z._-]+)?");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9A-Za-z._-]+)?");

    private ForwardedHeaders() {}

    /** A hop whose address its proxy did not tell, or not in a way that can be read, is empty. */
    static List<Optional<IPAddress>> xForwardedFor(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .map(ForwardedHeaders::node)
                .toList();
    }

    /**
     * As {@link #xForwardedFor}.
     *
     * @return nothing when it breaks the grammar: then nobody can tell which proxy wrote which part of it
     */
    static Optional<List<Optional<IPAddress>>> forwarded(List<String> lines) {
        String header = String.join(",", lines);
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        List<Optional<IPAddress>> hops = new ArrayList<>();
        Optional<String> sender = Optional.empty();
        Matcher matcher = PARAMETER.matcher(header);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            if (matcher.group(1) != null
                    && matcher.group(1).toLowerCase(Locale.ROOT).equals("for")) {
                if (sender.isPresent()) {
                    return Optional.empty();
                }
                sender = Optional.of(value(matcher));
            }
            if (!matcher.group(4).equals(";")) {
                hops.add(sender.flatMap(ForwardedHeaders::node));
                sender = Optional.empty();
            }
            if (matcher.group(4).isEmpty()) {
                break;
            }
        }
        return end == header.length() ? Optional.of(hops) : Optional.empty();
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group(3);
        return quoted == null ? parameter.group(2) : ESCAPED.matcher(quoted).replaceAll("$1");
    }

    /** RFC 7239 section 6, and a bare IPv6 address, as X-Forwarded-For has it. */
    private static Optional<IPAddress> node(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            return AddressText.address(bracketed.group(1));
        }
        Matcher ipv4 = IPV4.matcher(text);
        return AddressText.address(ipv4.matches() ? ipv4.group(1) : text);
    }
}
