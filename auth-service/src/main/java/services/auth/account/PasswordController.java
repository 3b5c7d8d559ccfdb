package services.auth.account;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.authentication.Caller;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.error.TooManyRequestsException;
import services.auth.password.PasswordChange;
import services.auth.password.RefusesBadPasswords;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.RefusesTooManyTries;
import services.auth.throttling.Throttle;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;
import services.description.Refuses;

/** {@code PUT /users/me/password}: the caller's own, against the old one. */
@Controller("/users/me/password")
@Secured(Caller.USER)
class PasswordController {

    // whoever has a stolen token shall not guess the password with it
    private static final Limit GUESSES = Limit.parse("password.change", "5/15m,20/1d");

    private final Users users;
    private final PasswordHasher hasher;
    private final PasswordChange passwordChange;
    private final Throttle throttle;
    private final ClientAddresses clientAddresses;
    private final AuditLog auditLog;

    PasswordController(
            Users users,
            PasswordHasher hasher,
            PasswordChange passwordChange,
            Throttle throttle,
            ClientAddresses clientAddresses,
            AuditLog auditLog) {
        this.users = users;
        this.hasher = hasher;
        this.passwordChange = passwordChange;
        this.throttle = throttle;
        this.clientAddresses = clientAddresses;
        this.auditLog = auditLog;
    }

    /** @param newPassword see {@link services.auth.password.PasswordPolicy} */
    @Serdeable
    record ChangeRequest(
            @JsonProperty("old_password") @NotNull @Size(min = 1, max = 256)
            String oldPassword,

            @JsonProperty("new_password") @NotNull @Size(min = 1, max = 256)
            String newPassword) {

        @Override
        public String toString() {
            return "ChangeRequest";
        }
    }

    /**
     * @param passwordChanged true; every other login has ended
     * @param passwordStrength from 0 to 4
     */
    @Serdeable
    record ChangeResponse(
            @JsonProperty("password_changed") boolean passwordChanged,
            @JsonProperty("password_strength") int passwordStrength) {}

    /** Changes the own password. Every other login of the account ends. */
    @Put
    @RefusesBadPasswords
    @Refuses(status = 403, code = "wrong_password", when = "The old password is not right.")
    @RefusesTooManyTries
    @ExecuteOn(TaskExecutors.BLOCKING)
    ChangeResponse change(Authentication authentication, HttpRequest<?> request, @Valid @Body ChangeRequest change) {
        Caller caller = Caller.of(authentication);
        User user = authenticate(caller.userId(), change.oldPassword());
        String address = clientAddresses.of(request).toString();
        return passwordChange
                .change(user, caller.sessionId(), change.newPassword(), address)
                .map(strength -> new ChangeResponse(true, strength))
                .orElseThrow(() -> wrongPassword(user.id()));
    }

    private User authenticate(UUID userId, String password) {
        if (throttle.tryConsume(GUESSES, userId.toString()) instanceof Outcome.Refused refused) {
            throw new TooManyRequestsException(refused.retryAfter());
        }
        User user = users.find(userId)
                .filter(found -> hasher.verify(found.passwordHash(), password))
                .orElseThrow(() -> wrongPassword(userId));
        throttle.giveBack(GUESSES, userId.toString());
        return user;
    }

    private ProblemException wrongPassword(UUID userId) {
        auditLog.failed(AuditType.PASSWORD_CHANGED, userId, Map.of());
        return new ProblemException(
                Problem.of(HttpStatus.FORBIDDEN, "wrong_password", "The old password is not right."));
    }
}
