package services.backing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks the inline form of Redis' protocol: enough to ask whether it is there and to empty it. */
final class RedisConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLISECONDS = 5000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;

    RedisConnection(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLISECONDS);
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The first line of the answer. */
    String ask(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Redis closed the connection");
        }
        return line;
    }

    /** What {@code INFO} says of that name, or an empty text. */
    String information(String section, String name) throws IOException {
        String line = ask("INFO " + section);
        while (line != null && !line.startsWith(name + ":")) {
            line = answers.readLine();
        }
        return line == null ? "" : line.substring(name.length() + 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
