package services.auth.passwordreset;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.password.RefusesBadPasswords;
import services.auth.throttling.RefusesTooManyTries;
import services.auth.user.Names;
import services.description.Answers;
import services.description.Refuses;

/** {@code POST /password/forgot} and {@code POST /password/reset}. */
@Controller("/password")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class PasswordResetController {

    private final PasswordReset passwordReset;
    private final ClientAddresses clientAddresses;

    PasswordResetController(PasswordReset passwordReset, ClientAddresses clientAddresses) {
        this.passwordReset = passwordReset;
        this.clientAddresses = clientAddresses;
    }

    @Serdeable
    record ForgotRequest(
            @NotNull @Size(max = 254) @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
            String email) {

        @Override
        public String toString() {
            return "ForgotRequest";
        }
    }

    /**
     * @param code six digits, from the mail
     * @param newPassword see {@link services.auth.password.PasswordPolicy}
     */
    @Serdeable
    record ResetRequest(
            @NotNull @Size(max = 254) @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
            String email,

            @NotNull @Pattern(regexp = OneTimeCodes.FORM, message = OneTimeCodes.FORM_MESSAGE)
            String code,

            @JsonProperty("new_password") @NotNull @Size(min = 1, max = 256)
            String newPassword) {

        @Override
        public String toString() {
            return "ResetRequest";
        }
    }

    /**
     * @param passwordReset true
     * @param passwordStrength from 0 to 4
     */
    @Serdeable
    record ResetResponse(
            @JsonProperty("password_reset") boolean passwordReset,
            @JsonProperty("password_strength") int passwordStrength) {}

    /** Sends a code to the address, if there is an account of it. The answer is the same for every address. */
    @Post("/forgot")
    @Answers(status = 202)
    HttpResponse<?> forgot(
            @Valid @Body ForgotRequest forgot, @Nullable @Header(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        passwordReset.ask(forgot.email(), acceptLanguage);
        return HttpResponse.accepted();
    }

    /** Sets a new password against the code from the mail. Every login of the account ends; nobody is logged in. */
    @Post("/reset")
    @RefusesBadPasswords
    @Refuses(status = 400, code = "invalid_code", when = "The code is not right, or not good any more.")
    @RefusesTooManyTries
    ResetResponse reset(HttpRequest<?> request, @Valid @Body ResetRequest reset) {
        return passwordReset
                .reset(
                        reset.email(),
                        reset.code(),
                        reset.newPassword(),
                        clientAddresses.of(request).toString())
                .map(strength -> new ResetResponse(true, strength))
                .orElseThrow(PasswordResetController::wrongCode);
    }

    private static ProblemException wrongCode() {
        return new ProblemException(
                Problem.of(HttpStatus.BAD_REQUEST, "invalid_code", "The code is not right, or not good any more."));
    }
}
