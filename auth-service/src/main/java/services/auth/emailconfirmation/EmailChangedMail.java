package services.auth.emailconfirmation;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.mail.Mail;
import services.auth.mail.MailLocale;
import services.auth.mail.MailQueue;
import services.auth.mail.MailTemplate;
import services.auth.mail.MailWriter;
import services.auth.mail.Mails;
import services.auth.mail.QueuedMail;
import services.auth.user.User;

/** Tells the old address that the account has another one. */
@Singleton
class EmailChangedMail implements MailWriter {

    private static final String KIND = "email_changed";

    private final Mails mails;
    private final Clock clock;

    EmailChangedMail(Mails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    static void queue(MailQueue queue, User before, String address) {
        queue.add(
                KIND,
                before.email(),
                MailLocale.choose(before.locale(), null),
                Map.of("username", before.username(), "address", address));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(QueuedMail mail) {
        return Optional.of(mails.render(
                MailTemplate.EMAIL_CHANGED,
                mail.locale(),
                Map.of(
                        "username",
                        mail.parameters().getOrDefault("username", ""),
                        "address",
                        mail.parameters().getOrDefault("address", ""),
                        "time",
                        mail.createdAt() == null ? clock.instant() : mail.createdAt())));
    }
}
