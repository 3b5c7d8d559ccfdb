package services.auth.oauth2.authorization;

import java.util.List;
import java.util.Map;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import services.auth.oauth2.consent.Consents;
import services.auth.oauth2.consent.RequestingClients;
import services.auth.oauth2.request.CheckedRequest;
import services.auth.oauth2.request.KeptRequest;
import services.auth.oauth2.request.KeptRequests;
import services.auth.page.AnswersHtml;
import services.auth.page.ConsentPage;
import services.auth.page.Form;
import services.auth.page.Pages;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;
import services.auth.user.User;
import services.auth.user.Users;

/** {@code /oauth2/consent}: asks a user whether a client may have what it asks for (OpenID Connect Core 1.0 section 3.1.2.4). */
@Controller("/oauth2/consent")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@AnswersHtml
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ConsentPageController {

    private final Authorizations authorizations;
    private final AuthorizationAnswers answers;
    private final KeptRequests keptRequests;
    private final Consents consents;
    private final Users users;
    private final Pages pages;

    ConsentPageController(
            Authorizations authorizations,
            AuthorizationAnswers answers,
            KeptRequests keptRequests,
            Consents consents,
            Users users,
            Pages pages) {
        this.authorizations = authorizations;
        this.answers = answers;
        this.keptRequests = keptRequests;
        this.consents = consents;
        this.users = users;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> ask(HttpRequest<?> http) {
        Visit visit = Visit.of(http);
        return authorizations.act(
                http,
                (request, kept, browser) -> pages.show(
                        visit,
                        HttpStatus.OK,
                        new ConsentPage(
                                RequestingClients.of(request.client(), visit.language()),
                                users.find(browser.userId()).map(User::username).orElse(""),
                                List.copyOf(request.toBeAllowed().values()),
                                visit.link("/oauth2/consent"),
                                Map.of(),
                                request.replyTo().redirectUri())));
    }

    @Post(consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> http) {
        boolean isAllowed = Form.of(http).text("decision").equals("allow");
        return authorizations.act(
                http,
                (request, kept, browser) -> isAllowed
                        ? allow(request, kept, browser)
                        : answers.deny(http, request, OAuth2Error.ACCESS_DENIED));
    }

    private HttpResponse<?> allow(CheckedRequest request, KeptRequest kept, BrowserSession browser) {
        consents.give(browser.userId(), request.client(), request.toBeAllowed());
        return pages.goOn(Authorizations.locationOf(keptRequests.update(kept.allowedIn(browser.id()))));
    }
}
