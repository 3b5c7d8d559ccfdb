package services.auth.emailconfirmation;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.mail.MailLocale;
import services.auth.mail.MailQueue;
import services.auth.onetimecode.CodeMails;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.session.UserChanges;
import services.auth.user.Names;
import services.auth.user.User;
import services.auth.user.Users;

/** Asks for confirmations and takes them. */
@Singleton
public class EmailConfirmations {

    static final String PURPOSE = "email";

    private static final String OF_REGISTRATION = "registration:";
    private static final String OF_USER = "user:";

    private final CodeMails codeMails;
    private final OneTimeCodes codes;
    private final PendingRegistrations pending;
    private final Users users;
    private final UserChanges userChanges;
    private final MailQueue mailQueue;
    private final AuditLog auditLog;

    EmailConfirmations(
            CodeMails codeMails,
            OneTimeCodes codes,
            PendingRegistrations pending,
            Users users,
            UserChanges userChanges,
            MailQueue mailQueue,
            AuditLog auditLog) {
        this.codeMails = codeMails;
        this.codes = codes;
        this.pending = pending;
        this.users = users;
        this.userChanges = userChanges;
        this.mailQueue = mailQueue;
        this.auditLog = auditLog;
    }

    /** Asks whether the address is that user's; until it is confirmed the account keeps the address that it has. */
    public void ask(UUID userId, String email, MailLocale locale) {
        codeMails.ask(ConfirmationMail.KIND, email, locale, Map.of("target", OF_USER + userId));
    }

    /**
     * Keeps a registration until its address is confirmed, and asks for that.
     *
     * @throws services.auth.error.UnavailableException when Redis did not confirm it
     */
    public void register(PendingRegistration registration) {
        pending.add(registration);
        codeMails.ask(
                ConfirmationMail.KIND,
                registration.email(),
                MailLocale.choose(registration.locale(), null),
                Map.of("target", OF_REGISTRATION + registration.id()));
    }

    /** Who asked for a code with this target, if that is still of interest: the username. */
    Optional<String> usernameOf(String target) {
        return target.startsWith(OF_REGISTRATION)
                ? pending.find(id(target)).map(PendingRegistration::username)
                : users.find(id(target)).map(User::username);
    }

    /**
     * Takes a code back. The account of a registration that waited for it is made; that of a user who has it already gets the
     * address.
     *
     * @param address from which it comes
     * @return whether the code was good
     * @throws services.auth.user.TakenException when the username or the address got another owner since
     */
    public boolean confirm(String email, String code, String address) {
        return codes.spend(PURPOSE, email, code)
                .map(target -> target.startsWith(OF_REGISTRATION)
                        ? pending.complete(id(target))
                        : isNowOf(id(target), email, address))
                .orElse(false);
    }

    private boolean isNowOf(UUID userId, String email, String address) {
        return userChanges.apply(userId, () -> {
            Optional<User> held = users.hold(userId);
            held.ifPresent(user -> give(user, email, address));
            return held.isPresent();
        });
    }

    private void give(User user, String email, String address) {
        users.rename(user, profile -> profile.withEmail(email, true));
        auditLog.succeededBy(user.id(), AuditType.EMAIL_CONFIRMED, Map.of());
        if (user.emailVerified() && !Names.key(email).equals(user.emailKey())) {
            // whoever reads the old mailbox learns that the account has left it
            EmailChangedMail.queue(mailQueue, user, address);
        }
    }

    private static UUID id(String target) {
        return UUID.fromString(target.substring(target.indexOf(':') + 1));
    }
}
