package services.auth.registration;

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
import services.auth.clientaddress.ClientAddresses;
import services.auth.emailconfirmation.EmailConfirmations;
import services.auth.page.AnswersHtml;
import services.auth.page.ConfirmEmailPage;
import services.auth.page.Errors;
import services.auth.page.Form;
import services.auth.page.Message;
import services.auth.page.Notice;
import services.auth.page.Pages;
import services.auth.page.Visit;
import services.auth.user.TakenException;

/** {@code /signup/confirm}: takes the code back that was sent to an address, then on to signing in. */
@Controller("/signup/confirm")
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
class ConfirmEmailPageController {

    private final Pages pages;
    private final EmailConfirmations confirmations;
    private final RegistrationConfiguration configuration;
    private final ClientAddresses clientAddresses;
    private final Validator validator;

    ConfirmEmailPageController(
            Pages pages,
            EmailConfirmations confirmations,
            RegistrationConfiguration configuration,
            ClientAddresses clientAddresses,
            Validator validator) {
        this.pages = pages;
        this.confirmations = confirmations;
        this.configuration = configuration;
        this.clientAddresses = clientAddresses;
        this.validator = validator;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        return pages.show(visit, HttpStatus.OK, page(visit.loginHint(), Errors.NONE));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> confirm(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        Form form = Form.of(request);
        ConfirmationRequest confirmation = new ConfirmationRequest(form.text("email"), form.digits("code"));
        Errors errors = errors(confirmation);
        if (errors.isEmpty()) {
            errors = confirm(confirmation, clientAddresses.of(request).toString());
        }
        if (errors.isEmpty()) {
            return pages.goOn(visit.withLoginHint(confirmation.email()).link("/signin", Notice.EMAIL_CONFIRMED));
        }
        HttpStatus status = errors.isOfForm() ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST;
        return pages.show(visit, status, page(confirmation.email(), errors));
    }

    private Errors errors(ConfirmationRequest confirmation) {
        Errors errors = Errors.NONE;
        for (var violation : validator.validate(confirmation)) {
            String field = violation.getPropertyPath().toString();
            errors = errors.and(field, Message.of("error." + field));
        }
        return errors;
    }

    private Errors confirm(ConfirmationRequest confirmation, String address) {
        try {
            return confirmations.confirm(confirmation.email(), confirmation.code(), address)
                    ? Errors.NONE
                    : Errors.of("code", Message.of("error.invalid_code"));
        } catch (TakenException taken) {
            return Errors.ofForm(Message.of(taken.isEmail() ? "error.email_taken" : "error.username_taken"));
        }
    }

    private ConfirmEmailPage page(String email, Errors errors) {
        boolean optional = configuration.confirmation() == RegistrationConfiguration.Confirmation.OPTIONAL;
        return new ConfirmEmailPage(email, optional, errors);
    }
}
