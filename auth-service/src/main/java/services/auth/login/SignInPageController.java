package services.auth.login;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.CookieValue;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.BrowserCookie;
import services.auth.clientaddress.ClientAddresses;
import services.auth.page.AnswersHtml;
import services.auth.page.Errors;
import services.auth.page.Form;
import services.auth.page.Message;
import services.auth.page.Pages;
import services.auth.page.SignInPage;
import services.auth.page.Visit;

/** {@code /signin}: username or e-mail and password against a cookie, then on to where the browser was to go. */
@Controller("/signin")
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
class SignInPageController {

    private final Pages pages;
    private final BrowserLogins logins;
    private final BrowserCookie browserCookie;
    private final ClientAddresses clientAddresses;
    private final Validator validator;

    SignInPageController(
            Pages pages,
            BrowserLogins logins,
            BrowserCookie browserCookie,
            ClientAddresses clientAddresses,
            Validator validator) {
        this.pages = pages;
        this.logins = logins;
        this.browserCookie = browserCookie;
        this.clientAddresses = clientAddresses;
        this.validator = validator;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        return pages.show(visit, HttpStatus.OK, new SignInPage(visit.loginHint(), Errors.NONE));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> signIn(HttpRequest<?> request, @CookieValue(DeviceCookies.NAME) @Nullable String deviceCookie) {
        Visit visit = Visit.of(request);
        Form form = Form.of(request);
        LoginRequest login = new LoginRequest(form.text("username"), form.secret("password"), null);
        Errors errors = errors(login);
        if (!errors.isEmpty()) {
            return pages.show(visit, HttpStatus.BAD_REQUEST, new SignInPage(login.username(), errors));
        }
        LoginAttempt attempt =
                new LoginAttempt(login.username(), login.password(), clientAddresses.of(request), deviceCookie);
        return switch (logins.signIn(attempt, browserCookie.value(request))) {
            case BrowserLogin.SignedIn signedIn ->
                pages.goOn(visit.returnTo().location())
                        .cookie(signedIn.session())
                        .cookie(signedIn.device());
            case BrowserLogin.WrongCredentials ignored ->
                pages.show(visit, HttpStatus.UNAUTHORIZED, failed(login, Message.of("error.wrong_credentials")))
                        // RFC 9110 section 15.5.2 wants a challenge; browsers pass over one that they do not know
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Form realm=\"auth-service\"");
            case BrowserLogin.Throttled throttled ->
                pages.show(
                                visit,
                                HttpStatus.TOO_MANY_REQUESTS,
                                failed(login, Message.tooManyTries(throttled.retryAfter())))
                        .header(HttpHeaders.RETRY_AFTER, Message.seconds(throttled.retryAfter()));
        };
    }

    private Errors errors(LoginRequest login) {
        Errors errors = Errors.NONE;
        for (var violation : validator.validate(login)) {
            String field = violation.getPropertyPath().toString();
            errors = errors.and(field, Message.of("error." + field + "_missing"));
        }
        return errors;
    }

    private static SignInPage failed(LoginRequest login, Message message) {
        return new SignInPage(login.username(), Errors.ofForm(message));
    }
}
