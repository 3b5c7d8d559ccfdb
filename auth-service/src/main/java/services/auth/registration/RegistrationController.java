package services.auth.registration;

import java.util.UUID;

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
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import services.auth.clientaddress.ClientAddresses;
import services.auth.emailconfirmation.EmailConfirmations;
import services.auth.emailconfirmation.PendingRegistration;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.mail.MailLocale;
import services.auth.password.PasswordPolicy;
import services.auth.password.RefusesBadPasswords;
import services.auth.throttling.RefusesTooManyTries;
import services.auth.user.PasswordHasher;
import services.description.Answers;
import services.description.Refuses;

/** {@code POST /register}: makes an account. {@code POST /register/confirm}: confirms its e-mail address. */
@Controller("/register")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class RegistrationController {

    private final Registrations registrations;
    private final EmailConfirmations confirmations;
    private final PasswordPolicy passwordPolicy;
    private final PasswordHasher passwordHasher;
    private final ClientAddresses clientAddresses;

    RegistrationController(
            Registrations registrations,
            EmailConfirmations confirmations,
            PasswordPolicy passwordPolicy,
            PasswordHasher passwordHasher,
            ClientAddresses clientAddresses) {
        this.registrations = registrations;
        this.confirmations = confirmations;
        this.passwordPolicy = passwordPolicy;
        this.passwordHasher = passwordHasher;
        this.clientAddresses = clientAddresses;
    }

    /** Makes an account and sends a code to its address. */
    @Post
    @Answers(status = 201, with = RegistrationResponse.class)
    @RefusesBadPasswords
    @Refuses(status = 409, code = "username_taken", when = "This username is taken.")
    HttpResponse<RegistrationResponse> register(
            @Valid @Body RegistrationRequest wanted,
            @Nullable @Header(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        int strength = passwordPolicy.require(wanted.password(), wanted.username(), wanted.email());
        PendingRegistration registration = new PendingRegistration(
                UUID.randomUUID(),
                wanted.username(),
                wanted.email(),
                // hashed before anything is looked up, so that a taken name takes as long as a free one
                passwordHasher.hash(wanted.password()),
                acceptLanguage == null
                        ? null
                        : MailLocale.choose(null, acceptLanguage).language());
        registrations.register(registration);
        return HttpResponse.created(RegistrationResponse.of(registration, strength));
    }

    /** Takes the code back that was sent to an address: it is the account's now. */
    @Post("/confirm")
    @Refuses(status = 400, code = "invalid_code", when = "The code is not right, or not good any more.")
    @Refuses(status = 409, code = "username_taken", when = "The username was taken since the registration.")
    @Refuses(status = 409, code = "email_taken", when = "Another account has confirmed this address since.")
    @RefusesTooManyTries
    ConfirmationResponse confirm(HttpRequest<?> request, @Valid @Body ConfirmationRequest confirmation) {
        if (!confirmations.confirm(
                confirmation.email(),
                confirmation.code(),
                clientAddresses.of(request).toString())) {
            throw new ProblemException(
                    Problem.of(HttpStatus.BAD_REQUEST, "invalid_code", "The code is not right, or not good any more."));
        }
        return new ConfirmationResponse(true);
    }
}
