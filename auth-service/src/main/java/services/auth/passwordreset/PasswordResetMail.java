package services.auth.passwordreset;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.mail.Mail;
import services.auth.mail.MailLocale;
import services.auth.mail.MailTemplate;
import services.auth.mail.MailWriter;
import services.auth.mail.Mails;
import services.auth.mail.QueuedMail;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.user.User;
import services.auth.user.Users;

/** The mail with the code; none where there is no account. */
@Singleton
class PasswordResetMail implements MailWriter {

    static final String KIND = "password_reset";

    private final Mails mails;
    private final OneTimeCodes codes;
    private final Users users;
    private final AuditLog auditLog;

    PasswordResetMail(Mails mails, OneTimeCodes codes, Users users, AuditLog auditLog) {
        this.mails = mails;
        this.codes = codes;
        this.users = users;
        this.auditLog = auditLog;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(QueuedMail mail) {
        return users.findByLogin(mail.recipient()).filter(User::isActive).map(user -> write(mail, user));
    }

    private Mail write(QueuedMail mail, User user) {
        String code =
                codes.make(PasswordReset.PURPOSE, mail.recipient(), user.id().toString());
        auditLog.succeeded(AuditType.PASSWORD_RESET_REQUESTED, user.id());
        String locale = user.locale();
        return mails.render(
                MailTemplate.PASSWORD_RESET,
                locale == null ? mail.locale() : MailLocale.choose(locale, null),
                Map.of("code", code, "minutes", OneTimeCodes.TIME_TO_LIVE.toMinutes()));
    }
}
