package services.auth.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that gives every recipient the same reply and takes no mail, or that accepts connections and says nothing at all. */
final class ScriptedSmtp implements AutoCloseable {

    private static final String SILENCE = "";

    private final ServerSocket listener;
    private final Thread acceptor;
    private final String replyToRecipient;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger recipients = new AtomicInteger();

    private ScriptedSmtp(int port, String replyToRecipient) {
        this.replyToRecipient = replyToRecipient;
        try {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    static ScriptedSmtp replying(String replyToRecipient) {
        return new ScriptedSmtp(0, replyToRecipient);
    }

    static ScriptedSmtp silent(int port) {
        return new ScriptedSmtp(port, SILENCE);
    }

    Map<String, Object> settings() {
        return Map.of("auth-service.mail.host", "127.0.0.1", "auth-service.mail.port", listener.getLocalPort());
    }

    int connections() {
        return connections.size();
    }

    /** How many were named to it. */
    int recipients() {
        return recipients.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                if (!replyToRecipient.equals(SILENCE)) {
                    Thread.ofVirtual().start(() -> converse(connection));
                }
            }
        } catch (IOException closed) {
            // it was closed
        }
    }

    private void converse(Socket connection) {
        try (connection;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            say(connection, "220 ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(connection, reply(line.toUpperCase(Locale.ROOT)));
            }
        } catch (IOException gone) {
            // so is the conversation
        }
    }

    private String reply(String command) {
        if (command.startsWith("RCPT")) {
            recipients.incrementAndGet();
            return replyToRecipient;
        }
        return command.startsWith("DATA") ? "554 no valid recipients" : "250 fine";
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listener.close();
            // the port is free when nobody waits on it any more
            acceptor.join();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
