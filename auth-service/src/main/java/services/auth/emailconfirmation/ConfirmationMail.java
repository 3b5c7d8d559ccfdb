package services.auth.emailconfirmation;

import java.util.Map;
import java.util.Optional;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import services.auth.mail.Mail;
import services.auth.mail.MailTemplate;
import services.auth.mail.MailWriter;
import services.auth.mail.Mails;
import services.auth.mail.QueuedMail;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.user.User;
import services.auth.user.Users;

/**
 * The mail with the code. An address that is somebody's already gets none: its owner is told that somebody else has named it, and
 * that somebody is told nothing.
 */
@Singleton
class ConfirmationMail implements MailWriter {

    static final String KIND = "email_confirmation";

    private final Mails mails;
    private final OneTimeCodes codes;
    private final Users users;
    private final BeanProvider<EmailConfirmations> confirmations;

    ConfirmationMail(Mails mails, OneTimeCodes codes, Users users, BeanProvider<EmailConfirmations> confirmations) {
        this.mails = mails;
        this.codes = codes;
        this.users = users;
        this.confirmations = confirmations;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(QueuedMail mail) {
        String target = mail.parameters().getOrDefault("target", "");
        Optional<String> username = confirmations.get().usernameOf(target);
        if (username.isEmpty()) {
            return Optional.empty();
        }
        if (users.findByLogin(mail.recipient()).filter(User::emailVerified).isPresent()) {
            return Optional.of(mails.render(MailTemplate.ACCOUNT_EXISTS, mail.locale(), Map.of()));
        }
        String code = codes.make(EmailConfirmations.PURPOSE, mail.recipient(), target);
        return Optional.of(mails.render(
                MailTemplate.EMAIL_CONFIRMATION,
                mail.locale(),
                Map.of(
                        "username", username.get(),
                        "code", code,
                        "minutes", OneTimeCodes.TIME_TO_LIVE.toMinutes())));
    }
}
