package services.auth.password;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.mail.MailLocale;
import services.auth.mail.MailQueue;
import services.auth.session.UserChanges;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;

/** Gives a user another password. Other logins end with it, and the user is told by mail. */
@Singleton
public class PasswordChange {

    private final Users users;
    private final UserChanges userChanges;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final MailQueue mailQueue;
    private final AuditLog auditLog;
    private final Clock clock;

    PasswordChange(
            Users users,
            UserChanges userChanges,
            PasswordPolicy policy,
            PasswordHasher hasher,
            MailQueue mailQueue,
            AuditLog auditLog,
            Clock clock) {
        this.users = users;
        this.userChanges = userChanges;
        this.policy = policy;
        this.hasher = hasher;
        this.mailQueue = mailQueue;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * The user changes it, in a login that goes on.
     *
     * @param user as it was when the old password was checked
     * @return the strength of the new one from 0 to 4; nothing when the user is gone or the password was changed meanwhile
     */
    public Optional<Integer> change(User user, UUID sessionId, String newPassword, String address) {
        int strength = policy.require(newPassword, user.username(), user.email());
        String hash = hasher.hash(newPassword);
        boolean isChanged = userChanges.endOtherLogins(user.id(), sessionId, () -> {
            boolean isAsBefore = users.hold(user.id())
                    .filter(now -> now.passwordHash().equals(user.passwordHash()))
                    .isPresent();
            if (isAsBefore) {
                store(user, hash, AuditType.PASSWORD_CHANGED, address);
            }
            return isAsBefore;
        });
        return isChanged ? Optional.of(strength) : Optional.empty();
    }

    /**
     * Somebody who reads the user's mail has set it: all logins end.
     *
     * @param user as it was found
     * @return the strength of the new one from 0 to 4; nothing when the user is gone
     */
    public Optional<Integer> reset(User user, String newPassword, String address) {
        int strength = policy.require(newPassword, user.username(), user.email());
        String hash = hasher.hash(newPassword);
        boolean isReset = whoeverHadTheAddress(user, () -> {
            Optional<User> held = users.hold(user.id());
            held.ifPresent(now -> {
                users.endGeneration(now.id());
                users.rename(now, profile -> profile.withEmail(profile.email(), true));
                store(now, hash, AuditType.PASSWORD_RESET, address);
            });
            return held.isPresent();
        });
        return isReset ? Optional.of(strength) : Optional.empty();
    }

    /** Who made an account for an address that was not theirs keeps nothing of it, no API key either. */
    private boolean whoeverHadTheAddress(User user, Supplier<Boolean> change) {
        if (user.emailVerified()) {
            return userChanges.endLogins(user.id(), change);
        }
        AtomicBoolean isDone = new AtomicBoolean();
        userChanges.endEverything(user.id(), () -> isDone.set(change.get()));
        return isDone.get();
    }

    private void store(User user, String hash, AuditType type, @Nullable String address) {
        users.changePassword(user.id(), hash);
        auditLog.succeededBy(user.id(), type, Map.of());
        mailQueue.add(
                PasswordChangedMail.KIND,
                user.email(),
                MailLocale.choose(user.locale(), null),
                Map.of(
                        "username", user.username(),
                        "time", clock.instant().toString(),
                        "address", address == null ? "" : address));
    }
}
