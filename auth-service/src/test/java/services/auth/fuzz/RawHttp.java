package services.auth.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HTTP without a library that would refuse to send what must not be sent (RFC 9112). */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String END_OF_LINE = "\r\n";

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param request what it answers, for people to read
     */
    public record Answer(String request, int status, List<Map.Entry<String, String>> headers, String body) {

        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public String toString() {
            return status + " " + headers + System.lineSeparator() + body + System.lineSeparator() + "to " + request;
        }
    }

    /** @param headers are sent as they are, characters as bytes */
    public static Answer send(
            URI service, String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1" + END_OF_LINE)
                .append("Host: ")
                .append(service.getAuthority())
                .append(END_OF_LINE + "Connection: close" + END_OF_LINE);
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append(END_OF_LINE));
        head.append("Content-Length: ").append(body.length).append(END_OF_LINE + END_OF_LINE);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            socket.getOutputStream().write(bytes.toByteArray());
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            return read(bytes.toString(StandardCharsets.ISO_8859_1), new String(answer, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + head, e);
        }
    }

    private static Answer read(String request, String text) {
        int end = text.indexOf(END_OF_LINE + END_OF_LINE);
        if (end < 0) {
            throw new AssertionError("No answer but <" + text + "> to " + request);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        String body = text.substring(end + 4);
        boolean isChunked = headers.stream()
                .anyMatch(header -> header.getKey().toLowerCase(Locale.ROOT).equals("transfer-encoding"));
        return new Answer(
                request, Integer.parseInt(lines.getFirst().split(" ")[1]), headers, isChunked ? joined(body) : body);
    }

    /** The chunks of a body, of which the tests need no more than the text. */
    private static String joined(String body) {
        return body.lines().filter(line -> !line.matches("[0-9a-fA-F]{1,6}")).reduce("", (one, next) -> one + next);
    }
}
