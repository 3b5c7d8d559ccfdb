package services.backing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server inside this JVM, without TLS and without passwords. It keeps its port and the mails that it received when it is
 * killed and started again.
 */
public final class Smtp implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final int port = FreePort.pick();
    private final List<ReceivedMail> received = new CopyOnWriteArrayList<>();
    private @Nullable GreenMail server;

    Smtp() {
        start();
    }

    public String host() {
        return LOOPBACK;
    }

    public int port() {
        return port;
    }

    /** Every mail, in the order in which they came. */
    public List<ReceivedMail> received() {
        return List.copyOf(received);
    }

    /** The mails to that address, in the order in which they came. */
    public List<ReceivedMail> receivedBy(String address) {
        return received.stream()
                .filter(mail -> mail.recipient().equals(address))
                .toList();
    }

    /** Closes its port and its connections at once, as a crash would. */
    public synchronized void kill() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** Starts a killed server again, on its port, and returns when it answers. */
    public synchronized void start() {
        if (server == null) {
            server = new GreenMail(new ServerSetup(port, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
            server.start();
            keepWhatComes(server);
        }
    }

    /** GreenMail's own mailboxes are gone when it stops. */
    private void keepWhatComes(GreenMail started) {
        MessageDeliveryHandler mailbox = started.getUserManager().getMessageDeliveryHandler();
        started.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            received.add(ReceivedMail.of(recipient.getEmail(), message.getMessage()));
            return mailbox.handle(message, recipient);
        });
    }

    /** For people: what it is and its port. */
    public String description() {
        return "embedded SMTP server on port " + port;
    }

    @Override
    public void close() {
        kill();
    }
}
