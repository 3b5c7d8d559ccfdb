package services.auth.oauth2.endsession;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.Nullable;
import services.auth.authentication.BrowserCookie;
import services.auth.page.AnswersHtml;
import services.auth.page.ErrorPages;
import services.auth.page.Form;
import services.auth.page.MessagePage;
import services.auth.page.PageError;
import services.auth.page.Pages;
import services.auth.page.SignOutPage;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;
import services.auth.user.User;
import services.auth.user.Users;

/** {@code /oauth2/end_session} (OpenID Connect RP-Initiated Logout 1.0 section 2), which browsers visit, and the form that it may show. */
@Controller("/oauth2/end_session")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@AnswersHtml
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class EndSessionPageController {

    private final EndSessionRequests requests;
    private final EndSession endSession;
    private final BrowserCookie browserCookie;
    private final Users users;
    private final Pages pages;
    private final ErrorPages errorPages;

    EndSessionPageController(
            EndSessionRequests requests,
            EndSession endSession,
            BrowserCookie browserCookie,
            Users users,
            Pages pages,
            ErrorPages errorPages) {
        this.requests = requests;
        this.endSession = endSession;
        this.browserCookie = browserCookie;
        this.users = users;
        this.pages = pages;
        this.errorPages = errorPages;
    }

    @Get
    HttpResponse<?> ofQuery(HttpRequest<?> http) {
        return begin(http, http.getParameters().asMap(), browserCookie.of(http));
    }

    @Post
    @AnswersHtml(takesFormsFromElsewhere = true)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> ofForm(HttpRequest<?> http, @Nullable @Body byte[] form) {
        return begin(http, Form.fromElsewhere(form), browserCookie.of(http));
    }

    @Get("/confirmation")
    HttpResponse<?> backToTheQuestion(HttpRequest<?> http) {
        return pages.goOn(Visit.of(http).link("/signout"));
    }

    @Post("/confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> confirm(HttpRequest<?> http) {
        Form form = Form.of(http);
        if (!form.text("decision").equals("sign_out")) {
            return pages.goOn(Visit.of(http).link("/account"));
        }
        browserCookie.of(http).ifPresent(endSession::signOut);
        return begin(http, form.fields(), Optional.empty());
    }

    private HttpResponse<?> begin(
            HttpRequest<?> http, Map<String, List<String>> parameters, Optional<BrowserSession> browser) {
        return requests.read(parameters)
                .<HttpResponse<?>>map(request -> begin(http, request, browser))
                .orElseGet(() -> errorPages.show(Visit.of(http), PageError.BAD_REQUEST));
    }

    private HttpResponse<?> begin(HttpRequest<?> http, EndSessionRequest request, Optional<BrowserSession> browser) {
        Visit visit = Visit.of(http).withUiLocales(request.uiLocales().orElse(null));
        return switch (endSession.begin(request, browser)) {
            case TO_BE_CONFIRMED ->
                pages.show(
                        visit,
                        HttpStatus.OK,
                        new SignOutPage(
                                browser.flatMap(login -> users.find(login.userId()))
                                        .map(User::username)
                                        .orElse(""),
                                request.clientName(),
                                "/oauth2/end_session/confirmation",
                                request.parameters(),
                                request.location().orElse(null)));
            case SIGNED_OUT -> signedOut(visit, request).cookie(browserCookie.signedOut());
        };
    }

    private MutableHttpResponse<?> signedOut(Visit visit, EndSessionRequest request) {
        return request.location()
                .<MutableHttpResponse<?>>map(uri -> pages.goOn(uri.toString()))
                .orElseGet(() -> pages.show(visit, HttpStatus.OK, new MessagePage(MessagePage.Done.SIGNED_OUT)));
    }
}
