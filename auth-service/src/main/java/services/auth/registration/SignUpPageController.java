package services.auth.registration;

import java.util.UUID;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.Hidden;
import services.auth.emailconfirmation.PendingRegistration;
import services.auth.error.ProblemException;
import services.auth.page.AnswersHtml;
import services.auth.page.Errors;
import services.auth.page.Form;
import services.auth.page.Message;
import services.auth.page.Pages;
import services.auth.page.SignUpPage;
import services.auth.page.Visit;
import services.auth.password.PasswordPolicy;
import services.auth.user.PasswordHasher;
import services.auth.user.TakenException;

/** {@code /signup}: makes an account, then on to the confirmation of its e-mail address. */
@Controller("/signup")
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
class SignUpPageController {

    private final Pages pages;
    private final Registrations registrations;
    private final PasswordPolicy passwordPolicy;
    private final PasswordHasher passwordHasher;
    private final Validator validator;

    SignUpPageController(
            Pages pages,
            Registrations registrations,
            PasswordPolicy passwordPolicy,
            PasswordHasher passwordHasher,
            Validator validator) {
        this.pages = pages;
        this.registrations = registrations;
        this.passwordPolicy = passwordPolicy;
        this.passwordHasher = passwordHasher;
        this.validator = validator;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        // who was expected to sign in and has no account is known by an address, if by anything that others do not have
        String email = visit.loginHint().contains("@") ? visit.loginHint() : "";
        return pages.show(visit, HttpStatus.OK, new SignUpPage("", email, Errors.NONE));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> signUp(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        Form form = Form.of(request);
        RegistrationRequest wanted =
                new RegistrationRequest(form.text("username"), form.text("email"), form.secret("password"));
        Errors errors = errors(wanted);
        if (errors.isEmpty()) {
            errors = register(wanted, visit);
        }
        return errors.isEmpty()
                ? pages.goOn(visit.withLoginHint(wanted.email()).link("/signup/confirm"))
                : pages.show(visit, status(errors), new SignUpPage(wanted.username(), wanted.email(), errors));
    }

    private Errors errors(RegistrationRequest wanted) {
        Errors errors = Errors.NONE;
        for (var violation : validator.validate(wanted)) {
            String field = violation.getPropertyPath().toString();
            errors = errors.and(
                    field, Message.of(field.equals("password") ? "error.password_length" : "error." + field));
        }
        return errors;
    }

    private Errors register(RegistrationRequest wanted, Visit visit) {
        try {
            passwordPolicy.require(wanted.password(), wanted.username(), wanted.email());
            registrations.register(new PendingRegistration(
                    UUID.randomUUID(),
                    wanted.username(),
                    wanted.email(),
                    // hashed before anything is looked up, so that a taken name takes as long as a free one
                    passwordHasher.hash(wanted.password()),
                    visit.locale().language()));
            return Errors.NONE;
        } catch (ProblemException badPassword) {
            return Errors.of(
                    "password", Message.of("error." + badPassword.problem().code()));
        } catch (TakenException taken) {
            return Errors.of("username", Message.of("error.username_taken"));
        }
    }

    private static HttpStatus status(Errors errors) {
        return Message.of("error.username_taken").equals(errors.of("username"))
                ? HttpStatus.CONFLICT
                : HttpStatus.BAD_REQUEST;
    }
}
