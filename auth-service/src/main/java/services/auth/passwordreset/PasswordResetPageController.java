package services.auth.passwordreset;

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
import services.auth.error.ProblemException;
import services.auth.page.AnswersHtml;
import services.auth.page.Errors;
import services.auth.page.ForgottenPasswordPage;
import services.auth.page.Form;
import services.auth.page.Message;
import services.auth.page.Notice;
import services.auth.page.Pages;
import services.auth.page.ResetPasswordPage;
import services.auth.page.Visit;

/** {@code /forgotten-password} and {@code /reset-password}: a code to the e-mail address, and a new password against it. */
@Controller
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
class PasswordResetPageController {

    private final Pages pages;
    private final PasswordReset passwordReset;
    private final ClientAddresses clientAddresses;
    private final Validator validator;

    PasswordResetPageController(
            Pages pages, PasswordReset passwordReset, ClientAddresses clientAddresses, Validator validator) {
        this.pages = pages;
        this.passwordReset = passwordReset;
        this.clientAddresses = clientAddresses;
        this.validator = validator;
    }

    @Get("/forgotten-password")
    HttpResponse<?> forgotten(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        return pages.show(visit, HttpStatus.OK, new ForgottenPasswordPage(expected(visit), Errors.NONE));
    }

    @Post("/forgotten-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> ask(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        PasswordResetController.ForgotRequest forgot =
                new PasswordResetController.ForgotRequest(Form.of(request).text("email"));
        Errors errors = errors(forgot);
        if (!errors.isEmpty()) {
            return pages.show(visit, HttpStatus.BAD_REQUEST, new ForgottenPasswordPage(forgot.email(), errors));
        }
        passwordReset.ask(forgot.email(), visit.locale().language());
        return pages.goOn(visit.withLoginHint(forgot.email()).link("/reset-password"));
    }

    @Get("/reset-password")
    HttpResponse<?> reset(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        return pages.show(visit, HttpStatus.OK, new ResetPasswordPage(expected(visit), Errors.NONE));
    }

    @Post("/reset-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> set(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        Form form = Form.of(request);
        PasswordResetController.ResetRequest reset = new PasswordResetController.ResetRequest(
                form.text("email"), form.digits("code"), form.secret("password"));
        Errors errors = errors(reset);
        if (errors.isEmpty()) {
            errors = set(reset, clientAddresses.of(request).toString());
        }
        return errors.isEmpty()
                ? pages.goOn(visit.withLoginHint(reset.email()).link("/signin", Notice.PASSWORD_RESET))
                : pages.show(visit, HttpStatus.BAD_REQUEST, new ResetPasswordPage(reset.email(), errors));
    }

    private Errors set(PasswordResetController.ResetRequest reset, String address) {
        try {
            return passwordReset
                            .reset(reset.email(), reset.code(), reset.newPassword(), address)
                            .isPresent()
                    ? Errors.NONE
                    : Errors.of("code", Message.of("error.invalid_code"));
        } catch (ProblemException badPassword) {
            return Errors.of(
                    "password", Message.of("error." + badPassword.problem().code()));
        }
    }

    private <T> Errors errors(T wanted) {
        Errors errors = Errors.NONE;
        for (var violation : validator.validate(wanted)) {
            String field = violation.getPropertyPath().toString();
            errors = field.equals("newPassword")
                    ? errors.and("password", Message.of("error.password_length"))
                    : errors.and(field, Message.of("error." + field));
        }
        return errors;
    }

    private static String expected(Visit visit) {
        return visit.loginHint().contains("@") ? visit.loginHint() : "";
    }
}
