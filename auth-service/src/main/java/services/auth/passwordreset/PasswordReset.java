package services.auth.passwordreset;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.mail.MailLocale;
import services.auth.onetimecode.CodeMails;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.password.PasswordChange;
import services.auth.password.PasswordPolicy;
import services.auth.user.User;
import services.auth.user.Users;

/** Sends codes and takes them against a new password. */
@Singleton
class PasswordReset {

    static final String PURPOSE = "password";

    private final Users users;
    private final CodeMails codeMails;
    private final OneTimeCodes codes;
    private final PasswordPolicy policy;
    private final PasswordChange passwordChange;
    private final AuditLog auditLog;

    PasswordReset(
            Users users,
            CodeMails codeMails,
            OneTimeCodes codes,
            PasswordPolicy policy,
            PasswordChange passwordChange,
            AuditLog auditLog) {
        this.users = users;
        this.codeMails = codeMails;
        this.codes = codes;
        this.policy = policy;
        this.passwordChange = passwordChange;
        this.auditLog = auditLog;
    }

    /** Whether there is an account is looked up when the mail is written, long after the answer. */
    void ask(String email, @Nullable String acceptLanguage) {
        codeMails.ask(PasswordResetMail.KIND, email, MailLocale.choose(null, acceptLanguage), Map.of());
    }

    /**
     * Sets a new password, against the code from the mail. It does not log in.
     *
     * @return the strength of the new password from 0 to 4; nothing when the code is not good
     * @throws services.auth.error.ProblemException 400 when the new password is not good: the code stays good
     */
    Optional<Integer> reset(String email, String code, String newPassword, String address) {
        policy.require(newPassword, email);
        Optional<User> user = users.findByLogin(email);
        Optional<Integer> strength = codes.spend(PURPOSE, email, code)
                .flatMap(target -> user.filter(found -> found.id().toString().equals(target)))
                .flatMap(found -> passwordChange.reset(found, newPassword, address));
        if (strength.isEmpty()) {
            auditLog.failed(AuditType.PASSWORD_RESET, user.map(User::id).orElse(null), Map.of());
        }
        return strength;
    }
}
