package services.auth.account;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.emailconfirmation.EmailConfirmations;
import services.auth.mail.MailLocale;
import services.auth.request.Precondition;
import services.auth.session.UserChanges;
import services.auth.user.Names;
import services.auth.user.StandardClaims;
import services.auth.user.User;
import services.auth.user.UserResponse;
import services.auth.user.Users;

/** What users do with their own account. Each deed holds it, and shows at the next validation. */
@Singleton
class OwnAccount {

    private final Users users;
    private final UserChanges userChanges;
    private final EmailConfirmations confirmations;
    private final AuditLog auditLog;

    OwnAccount(Users users, UserChanges userChanges, EmailConfirmations confirmations, AuditLog auditLog) {
        this.users = users;
        this.userChanges = userChanges;
        this.confirmations = confirmations;
        this.auditLog = auditLog;
    }

    Optional<User> find(UUID id) {
        return users.find(id);
    }

    UserResponse response(User user) {
        return UserResponse.of(
                user, users.claims(user.id()), users.rights(user.id()).roles());
    }

    /** @return the account as it is now; nothing when it is gone */
    Optional<User> change(UUID id, AccountPatch patch, Precondition precondition, @Nullable String acceptLanguage) {
        return userChanges.apply(
                id,
                () -> users.hold(id).map(user -> {
                    precondition.check(user.version());
                    User changed = tell(users.rename(user, patch::applyTo), patch);
                    auditLog.succeeded(AuditType.USER_CHANGED, id, Map.of());
                    askForNewAddress(changed, patch, acceptLanguage);
                    return changed;
                }));
    }

    private User tell(User user, AccountPatch patch) {
        StandardClaims told = patch.claims();
        return told == null ? user : users.tell(user, told.toldAfter(users.claims(user.id())));
    }

    private void askForNewAddress(User user, AccountPatch patch, @Nullable String acceptLanguage) {
        String email = patch.email();
        boolean isOwn = user.emailVerified() && user.emailKey().equals(email == null ? null : Names.key(email));
        if (email != null && !isOwn) {
            confirmations.ask(user.id(), email, MailLocale.choose(user.locale(), acceptLanguage));
        }
    }

    /** @return whether it was there */
    boolean delete(UUID id, Precondition precondition) {
        AtomicBoolean isDeleted = new AtomicBoolean();
        userChanges.endEverything(
                id,
                () -> users.hold(id).ifPresent(user -> {
                    precondition.check(user.version());
                    users.delete(id);
                    auditLog.succeeded(AuditType.USER_DELETED, id);
                    isDeleted.set(true);
                }));
        return isDeleted.get();
    }
}
