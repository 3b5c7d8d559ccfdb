package services.auth.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.micronaut.context.annotation.Requires;
import io.micronaut.email.javamail.sender.JavaxEmailComposer;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.StartException;

/** A folder for development, in which every mail becomes a file that mail programs and people can read. */
@Singleton
@Requires(property = "auth-service.mail.folder", notEquals = "")
class FolderTransport implements MailTransport {

    private static final Logger LOG = LoggerFactory.getLogger(FolderTransport.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final JavaxEmailComposer composer;
    private final MailEnvelope envelope;
    private final Clock clock;

    FolderTransport(MailConfiguration configuration, JavaxEmailComposer composer, MailEnvelope envelope, Clock clock) {
        this.folder = Path.of(configuration.folder());
        this.composer = composer;
        this.envelope = envelope;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartException("AUTH_SERVICE_MAIL_FOLDER must be a folder that can be written to");
        }
        LOG.info("Mails become files in {}", folder);
    }

    @Override
    public Outcome send(QueuedMail queued, Mail mail) {
        try {
            Message message = composer.compose(
                    envelope.email(MailEnvelope.recipient(queued.recipient()), mail),
                    composed -> envelope.complete(composed, queued));
            leaveReadable(message);
            message.saveChanges();
            write(message, NAME.format(clock.instant()) + "-" + queued.kind() + "-" + queued.id() + ".eml");
            return new Outcome.Sent();
        } catch (AddressException notAnAddress) {
            return new Outcome.Refused("the recipient is no address");
        } catch (MessagingException | IOException failure) {
            return new Outcome.Failed(failure.getClass().getSimpleName());
        }
    }

    /** Without an encoding that only programs can read. */
    private static void leaveReadable(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                leaveReadable(multipart.getBodyPart(i));
            }
        } else {
            part.setHeader("Content-Transfer-Encoding", "8bit");
        }
    }

    /** Appears whole or not at all, for its owner only. */
    private void write(Message message, String name) throws IOException, MessagingException {
        Path unfinished = Files.createTempFile(folder, "unfinished", "");
        try (OutputStream file = Files.newOutputStream(unfinished)) {
            message.writeTo(file);
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
