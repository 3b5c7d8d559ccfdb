package services.auth.mail;

import java.net.IDN;

import io.micronaut.email.Email;
import io.micronaut.email.MultipartBody;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Puts a mail into the form in which it travels (RFC 5322). */
@Singleton
class MailEnvelope {

    private final InternetAddress sender;

    MailEnvelope(MailConfiguration configuration) {
        this.sender = configuration.sender();
    }

    /**
     * The one address that a text is. A domain of any alphabet becomes its ASCII form (RFC 5891).
     *
     * @throws AddressException for anything else, and for an address that only SMTPUTF8 (RFC 6531) could reach: without it, a
     *     letter that is not ASCII is cut down to another one, and the mail goes to somebody else
     */
    static InternetAddress recipient(String text) throws AddressException {
        int at = text.lastIndexOf('@');
        if (at < 1 || text.chars().anyMatch(Character::isISOControl)) {
            throw new AddressException("not an address");
        }
        if (!text.substring(0, at).chars().allMatch(c -> c < 0x80)) {
            throw new AddressException("not ASCII before the @");
        }
        try {
            String ascii = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
            InternetAddress address = new InternetAddress(ascii, true);
            if (address.isGroup() || !ascii.equals(address.getAddress())) {
                throw new AddressException("not one bare address");
            }
            return address;
        } catch (IllegalArgumentException notADomain) {
            throw new AddressException("not a domain");
        }
    }

    Email email(InternetAddress recipient, Mail mail) {
        return Email.builder()
                .from(sender.getAddress())
                .to(recipient.getAddress())
                .subject(mail.subject())
                .body(new MultipartBody(mail.html(), mail.text()))
                .build();
    }

    /** What the library has no words for. */
    void complete(Message message, QueuedMail queued) {
        try {
            message.setFrom(sender);
            message.setHeader("Content-Language", queued.language());
            // RFC 3834 section 5: no out-of-office reply is wanted
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
