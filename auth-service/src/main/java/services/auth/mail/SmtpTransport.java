package services.auth.mail;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Requires;
import io.micronaut.email.EmailException;
import io.micronaut.email.TransactionalEmailSender;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** An SMTP server (RFC 5321). */
@Singleton
@Requires(property = "auth-service.mail.host", notEquals = "")
class SmtpTransport implements MailTransport {

    private final TransactionalEmailSender<Message, Void> sender;
    private final MailEnvelope envelope;

    SmtpTransport(TransactionalEmailSender<Message, Void> sender, MailEnvelope envelope) {
        this.sender = sender;
        this.envelope = envelope;
    }

    @Override
    public Outcome send(QueuedMail queued, Mail mail) {
        try {
            sender.send(
                    envelope.email(MailEnvelope.recipient(queued.recipient()), mail),
                    message -> envelope.complete(message, queued));
            return new Outcome.Sent();
        } catch (AddressException notAnAddress) {
            return new Outcome.Refused("the recipient is no address that SMTP can reach");
        } catch (EmailException failure) {
            return isRecipientRefused(failure)
                    ? new Outcome.Refused("the server refuses the recipient" + reply(failure))
                    : new Outcome.Failed(describe(failure));
        }
    }

    /** For good: a recipient that is only refused for now is not among the invalid ones. */
    private static boolean isRecipientRefused(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SendFailedException refusal
                        && refusal.getInvalidAddresses() != null
                        && refusal.getInvalidAddresses().length > 0);
    }

    /** Without the words of the server, which often repeat the recipient. */
    private static String describe(Throwable failure) {
        String reply = reply(failure);
        Throwable root = causes(failure).reduce((first, second) -> second).orElse(failure);
        return reply.isEmpty() && root instanceof IOException
                ? root.getClass().getSimpleName() + ": " + root.getMessage()
                : root.getClass().getSimpleName() + reply;
    }

    private static String reply(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> code(cause).stream())
                .reduce((first, second) -> second)
                .map(code -> " (reply " + code + ")")
                .orElse("");
    }

    private static Optional<Integer> code(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException refusal -> Optional.of(refusal.getReturnCode());
            case SMTPSenderFailedException refusal -> Optional.of(refusal.getReturnCode());
            case SMTPSendFailedException refusal -> Optional.of(refusal.getReturnCode());
            default -> Optional.empty();
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
