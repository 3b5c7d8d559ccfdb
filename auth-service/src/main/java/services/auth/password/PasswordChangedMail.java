package services.auth.password;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.mail.Mail;
import services.auth.mail.MailTemplate;
import services.auth.mail.MailWriter;
import services.auth.mail.Mails;
import services.auth.mail.QueuedMail;

/** Tells users that their password was changed. */
@Singleton
class PasswordChangedMail implements MailWriter {

    static final String KIND = "password_changed";

    private final Mails mails;

    PasswordChangedMail(Mails mails) {
        this.mails = mails;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(QueuedMail mail) {
        Map<String, Object> values = new HashMap<>(mail.parameters());
        values.put("time", Instant.parse(mail.parameters().getOrDefault("time", "")));
        return Optional.of(mails.render(MailTemplate.PASSWORD_CHANGED, mail.locale(), values));
    }
}
