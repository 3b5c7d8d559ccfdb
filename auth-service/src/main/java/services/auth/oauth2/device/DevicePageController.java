package services.auth.oauth2.device;

import java.util.Optional;
import java.util.function.Function;

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
import services.auth.page.DeviceCodePage;
import services.auth.page.Errors;
import services.auth.page.Form;
import services.auth.page.Message;
import services.auth.page.MessagePage;
import services.auth.page.PageModel;
import services.auth.page.Pages;
import services.auth.page.ReturnTo;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;

/** {@code /device}: a user types in what the own device shows, and says whether it may act in the user's name (RFC 8628 section 3.3). */
@Controller("/device")
@Secured(SecurityRule.IS_ANONYMOUS)
@AnswersHtml
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DevicePageController {

    private static final String PATH = "/device";
    private static final String DECISION = PATH + "/decision";
    private static final String USER_CODE = "user_code";

    private final BrowserCookie browserCookie;
    private final DeviceApproval approval;
    private final Pages pages;

    DevicePageController(BrowserCookie browserCookie, DeviceApproval approval, Pages pages) {
        this.browserCookie = browserCookie;
        this.approval = approval;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> ask(HttpRequest<?> http) {
        String userCode = http.getParameters().getFirst(USER_CODE).orElse("");
        return signedIn(http, browser -> show(http, HttpStatus.OK, page(http, userCode, Errors.NONE)));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> enter(HttpRequest<?> http) {
        String typed = Form.of(http).text(USER_CODE);
        return signedIn(
                http,
                browser -> approval.question(typed, browser, Visit.of(http).link(DECISION), http)
                        .<HttpResponse<?>>map(question -> show(http, HttpStatus.OK, question))
                        .orElseGet(() -> unknown(http, typed)));
    }

    @Get("/decision")
    HttpResponse<?> backToTheCode(HttpRequest<?> http) {
        return pages.goOn(Visit.of(http).link(PATH));
    }

    @Post("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(HttpRequest<?> http) {
        Form form = Form.of(http);
        String userCode = form.text(USER_CODE);
        boolean isAllowed = form.text("decision").equals("allow");
        return signedIn(http, browser -> {
            boolean isAnswered =
                    isAllowed ? approval.allow(userCode, browser, http) : approval.deny(userCode, browser, http);
            return isAnswered
                    ? show(
                            http,
                            HttpStatus.OK,
                            new MessagePage(
                                    isAllowed ? MessagePage.Done.DEVICE_ALLOWED : MessagePage.Done.DEVICE_DENIED))
                    : unknown(http, userCode);
        });
    }

    private HttpResponse<?> signedIn(HttpRequest<?> http, Function<BrowserSession, HttpResponse<?>> page) {
        Optional<BrowserSession> browser = browserCookie.of(http);
        return browser.isPresent()
                ? page.apply(browser.get())
                : pages.goOn(Visit.of(http).returningTo(here(http)).link("/signin"));
    }

    /** Also with the code that the device has put into its link (RFC 8628 section 3.3.1). */
    private static ReturnTo here(HttpRequest<?> http) {
        return http.getParameters()
                .getFirst(USER_CODE)
                .flatMap(userCode -> ReturnTo.find(PATH + "?" + USER_CODE + "=" + userCode))
                .orElseGet(() -> ReturnTo.of(PATH));
    }

    private HttpResponse<?> unknown(HttpRequest<?> http, String typed) {
        return show(
                http, HttpStatus.BAD_REQUEST, page(http, typed, Errors.of(USER_CODE, Message.of("error.user_code"))));
    }

    private static DeviceCodePage page(HttpRequest<?> http, String userCode, Errors errors) {
        return new DeviceCodePage(userCode, Visit.of(http).link(PATH), errors);
    }

    private HttpResponse<?> show(HttpRequest<?> http, HttpStatus status, PageModel page) {
        return pages.show(Visit.of(http).returningTo(here(http)), status, page);
    }
}
