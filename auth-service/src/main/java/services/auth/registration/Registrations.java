package services.auth.registration;

import java.util.List;
import java.util.Map;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.emailconfirmation.EmailConfirmations;
import services.auth.emailconfirmation.PendingRegistration;
import services.auth.mail.MailLocale;
import services.auth.user.NewUser;
import services.auth.user.Role;
import services.auth.user.TakenException;
import services.auth.user.Users;

/**
 * Registers people, in one of two ways: their account is made at once, with an address that nobody has confirmed, or when they
 * have confirmed it. Either way an address that is somebody's already makes no difference to see.
 */
@Singleton
class Registrations {

    private final Users users;
    private final EmailConfirmations confirmations;
    private final RegistrationConfiguration configuration;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;

    Registrations(
            Users users,
            EmailConfirmations confirmations,
            RegistrationConfiguration configuration,
            AuditLog auditLog,
            TransactionOperations<?> transactions) {
        this.users = users;
        this.confirmations = confirmations;
        this.configuration = configuration;
        this.auditLog = auditLog;
        this.transactions = transactions;
    }

    /**
     * Registers somebody and asks by mail whether the address is theirs.
     *
     * @throws TakenException when the username is taken
     */
    void register(PendingRegistration registration) {
        if (configuration.confirmation() == RegistrationConfiguration.Confirmation.REQUIRED) {
            users.requireFreeUsername(registration.username());
            confirmations.register(registration);
        } else {
            transactions.executeWrite(ignored -> {
                NewUser user = registration.toUnconfirmedUser();
                users.create(user, List.of(Role.SUBSCRIBER));
                auditLog.succeededBy(user.id(), AuditType.REGISTERED, Map.of("email_confirmed", "false"));
                confirmations.ask(user.id(), user.email(), MailLocale.choose(registration.locale(), null));
                return user;
            });
        }
    }
}
