package services.auth.mail;

import java.util.Optional;

/** Writes the mails of one kind, each when it is about to be sent. */
public interface MailWriter {

    /** Under this name its mails stand in the queue; it never changes. */
    String kind();

    /**
     * Writes a mail, outside of any transaction. It may be asked again for a mail that it has written, and then a code that it
     * made before is void. An exception means: later.
     *
     * @return nothing if there is nothing to say, for example because there is no such account
     */
    Optional<Mail> write(QueuedMail mail);
}
