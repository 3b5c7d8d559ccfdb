package services.auth.account;

import java.util.List;
import java.util.Optional;
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
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.BrowserCookie;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.oauth2.consent.Consent;
import services.auth.oauth2.consent.Consents;
import services.auth.page.AccountPage;
import services.auth.page.AnswersHtml;
import services.auth.page.Form;
import services.auth.page.Notice;
import services.auth.page.Pages;
import services.auth.page.ReturnTo;
import services.auth.page.Visit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.request.PathId;
import services.auth.session.BrowserSession;
import services.auth.session.BrowserSessions;
import services.auth.session.OpenSession;
import services.auth.session.Sessions;
import services.auth.token.Scope;
import services.auth.user.User;

/**
 * {@code /account}: who is signed in, where else, and which apps have access, to be ended and withdrawn there. Who is not signed in is asked
 * to.
 */
@Controller("/account")
@Produces(MediaType.TEXT_HTML)
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountPageController {

    private static final int SHOWN = 50;

    private final Pages pages;
    private final BrowserCookie browserCookie;
    private final OwnAccount ownAccount;
    private final Sessions sessions;
    private final Consents consents;

    AccountPageController(
            Pages pages, BrowserCookie browserCookie, OwnAccount ownAccount, Sessions sessions, Consents consents) {
        this.pages = pages;
        this.browserCookie = browserCookie;
        this.ownAccount = ownAccount;
        this.sessions = sessions;
        this.consents = consents;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        Visit visit = Visit.of(request).returningTo(ReturnTo.ACCOUNT);
        Optional<BrowserSession> browser = browserCookie.of(request);
        Optional<User> user = browser.map(BrowserSession::userId).flatMap(ownAccount::find);
        return user.isEmpty()
                ? pages.goOn(visit.link("/signin"))
                : pages.show(
                        visit, HttpStatus.OK, page(user.get(), browser.get().id()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> end(HttpRequest<?> request) {
        Visit visit = Visit.of(request).returningTo(ReturnTo.ACCOUNT);
        Form form = Form.of(request);
        return browserCookie
                .of(request)
                .map(browser -> form.text("withdraw").isEmpty()
                        ? endLogin(browser.userId(), form.text("end"))
                        : withdraw(browser.userId(), form.text("withdraw")))
                .<HttpResponse<?>>map(done -> pages.goOn(visit.link("/account", done)))
                .orElseGet(() -> pages.goOn(visit.link("/signin")));
    }

    private Notice endLogin(UUID userId, String id) {
        // one that is over already is what the user wants too
        sessions.end(PathId.parse(id, AccountPageController::unknown), userId);
        return Notice.SESSION_ENDED;
    }

    private Notice withdraw(UUID userId, String clientId) {
        consents.withdraw(userId, clientId);
        return Notice.ACCESS_WITHDRAWN;
    }

    private AccountPage page(User user, UUID current) {
        Page<OpenSession> open = sessions.list(user.id(), new PageQuery(SHOWN, null));
        List<AccountPage.Login> logins =
                open.items().stream().map(session -> login(session, current)).toList();
        List<AccountPage.App> apps = consents.list(user.id(), new PageQuery(SHOWN, null)).items().stream()
                .map(AccountPageController::app)
                .toList();
        return new AccountPage(user.username(), user.email(), user.emailVerified(), logins, open.next() != null, apps);
    }

    private static AccountPage.App app(Consent consent) {
        return new AccountPage.App(
                consent.clientId(),
                consent.clientName(),
                List.copyOf(Scope.parse(consent.scope()).values()),
                consent.createdAt());
    }

    private static AccountPage.Login login(OpenSession session, UUID current) {
        return new AccountPage.Login(
                session.id().toString(),
                appName(session),
                session.id().equals(current),
                session.createdAt(),
                session.address());
    }

    private static @Nullable String appName(OpenSession session) {
        if (session.clientName() != null) {
            return session.clientName();
        }
        return session.clientId().equals(BrowserSessions.CLIENT_ID) ? null : session.clientId();
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.invalidRequest("end must be the id of a login"));
    }
}
