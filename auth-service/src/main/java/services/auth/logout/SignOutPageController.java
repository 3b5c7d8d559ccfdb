package services.auth.logout;

import java.util.Map;
import java.util.Optional;

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
import io.swagger.v3.oas.annotations.Hidden;
import services.auth.authentication.BrowserCookie;
import services.auth.page.AnswersHtml;
import services.auth.page.Form;
import services.auth.page.MessagePage;
import services.auth.page.PageModel;
import services.auth.page.Pages;
import services.auth.page.SignOutPage;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;
import services.auth.session.BrowserSessions;
import services.auth.user.User;
import services.auth.user.Users;

/** {@code /signout}: asks whether to sign the browser out, does it, and says so. */
@Controller("/signout")
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
class SignOutPageController {

    private static final String SIGN_OUT = "sign_out";

    private final Pages pages;
    private final BrowserCookie browserCookie;
    private final BrowserSessions sessions;
    private final Users users;

    SignOutPageController(Pages pages, BrowserCookie browserCookie, BrowserSessions sessions, Users users) {
        this.pages = pages;
        this.browserCookie = browserCookie;
        this.sessions = sessions;
        this.users = users;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        Optional<PageModel> question = browserCookie
                .of(request)
                .map(BrowserSession::userId)
                .flatMap(users::find)
                .map(User::username)
                .map(username -> new SignOutPage(username, null, visit.link("/signout"), Map.of(), null));
        return pages.show(visit, HttpStatus.OK, question.orElseGet(() -> new MessagePage(MessagePage.Done.SIGNED_OUT)));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        if (!Form.of(request).text("decision").equals(SIGN_OUT)) {
            return pages.goOn(visit.link("/account"));
        }
        browserCookie.of(request).ifPresent(sessions::end);
        return pages.goOn(visit.link("/signout")).cookie(browserCookie.signedOut());
    }
}
