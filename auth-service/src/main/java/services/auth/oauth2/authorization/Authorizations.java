package services.auth.oauth2.authorization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.authentication.BrowserCookie;
import services.auth.error.Outage;
import services.auth.oauth2.request.AuthorizationRequestChecks;
import services.auth.oauth2.request.Checked;
import services.auth.oauth2.request.CheckedRequest;
import services.auth.oauth2.request.KeptRequest;
import services.auth.oauth2.request.KeptRequests;
import services.auth.page.Pages;
import services.auth.page.ReturnTo;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;

/** Takes an authorization request one step further, until it has its answer. */
@Singleton
class Authorizations {

    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);
    private static final String PATH = "/oauth2/authorize";

    private final AuthorizationRequestChecks checks;
    private final BrowserCookie browserCookie;
    private final NextSteps nextSteps;
    private final KeptRequests keptRequests;
    private final AuthorizationAnswers answers;
    private final Pages pages;

    Authorizations(
            AuthorizationRequestChecks checks,
            BrowserCookie browserCookie,
            NextSteps nextSteps,
            KeptRequests keptRequests,
            AuthorizationAnswers answers,
            Pages pages) {
        this.checks = checks;
        this.browserCookie = browserCookie;
        this.nextSteps = nextSteps;
        this.keptRequests = keptRequests;
        this.answers = answers;
        this.pages = pages;
    }

    HttpResponse<?> answer(HttpRequest<?> http, Map<String, List<String>> parameters) {
        return check(http, parameters, request -> takeFurther(http, request));
    }

    /** With a form from another site a browser shows no cookie, but with the redirect after it. */
    HttpResponse<?> answerPosted(HttpRequest<?> http, Map<String, List<String>> parameters) {
        return check(http, parameters, request -> pages.goOn(locationOf(keptRequests.await(request))));
    }

    /** What a user does with a request. */
    @FunctionalInterface
    interface Act {
        HttpResponse<?> on(CheckedRequest request, KeptRequest kept, BrowserSession browser);
    }

    /** Lets the user who is signed in act on the request that waits where the visit returns to. */
    HttpResponse<?> act(HttpRequest<?> http, Act act) {
        Visit visit = Visit.of(http);
        Map<String, List<String>> parameters =
                new QueryStringDecoder(visit.returnTo().location(), StandardCharsets.UTF_8).parameters();
        return check(http, parameters, request -> {
            Optional<BrowserSession> browser = browserCookie.of(http);
            return request.kept().isEmpty() || browser.isEmpty()
                    ? pages.goOn(visit.returnTo().location())
                    : act.on(request, request.kept().get(), browser.get());
        });
    }

    private HttpResponse<?> check(
            HttpRequest<?> http,
            Map<String, List<String>> parameters,
            Function<CheckedRequest, HttpResponse<?>> whenAccepted) {
        return switch (checks.check(parameters)) {
            case Checked.Accepted accepted -> answerOrTellOutage(http, accepted.request(), whenAccepted);
            case Checked.RefusedToClient refused -> refuse(http, parameters, refused);
            case Checked.RefusedToUser refused -> answers.tellUser(http, refused.reason());
        };
    }

    /** RFC 6749 section 4.1.2.1: a browser cannot bring a status of 503 to the client. */
    private HttpResponse<?> answerOrTellOutage(
            HttpRequest<?> http, CheckedRequest request, Function<CheckedRequest, HttpResponse<?>> whenAccepted) {
        try {
            return whenAccepted.apply(request);
        } catch (RuntimeException failure) {
            if (!Outage.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("Authorization request not answered: {}", Outage.describe(failure));
            return answers.refuse(http, request.replyTo(), OAuth2Error.TEMPORARILY_UNAVAILABLE);
        }
    }

    /** Nobody is sent to the client for a wrong request who has not signed in: it may be there for nothing else (RFC 9700 section 4.11.2). */
    private HttpResponse<?> refuse(
            HttpRequest<?> http, Map<String, List<String>> parameters, Checked.RefusedToClient refused) {
        if (refused.isSilent() || browserCookie.of(http).isPresent()) {
            return answers.refuse(http, refused.replyTo(), refused.error());
        }
        Optional<ReturnTo> here = ReturnTo.find(PATH + "?" + URLUtils.serializeParameters(parameters));
        if (here.isEmpty()) {
            return answers.tellUser(http, Checked.Reason.TOO_LONG);
        }
        return pages.goOn(
                http.getMethod() == HttpMethod.POST
                        ? here.get().location()
                        : Visit.of(http).returningTo(here.get()).link(NextStep.Page.SIGN_IN.path()));
    }

    private HttpResponse<?> takeFurther(HttpRequest<?> http, CheckedRequest request) {
        Optional<BrowserSession> browser = browserCookie.of(http);
        return switch (nextSteps.of(request, browser)) {
            case NextStep.Authorize authorize -> answers.allow(http, request, authorize.browser());
            case NextStep.Refuse refuse -> answers.deny(http, request, refuse.error());
            case NextStep.Page page ->
                request.asksFor(Prompt.Type.NONE)
                        ? answers.refuse(http, request.replyTo(), page.error())
                        : pages.goOn(linkTo(page, http, request, browser));
        };
    }

    /** The page knows the request only by its name: nothing of it can be changed on the way. */
    private String linkTo(
            NextStep.Page page, HttpRequest<?> http, CheckedRequest request, Optional<BrowserSession> browser) {
        KeptRequest kept = request.kept()
                .filter(KeptRequest::seen)
                .orElseGet(() -> keptRequests.update(keptRequests.await(request).seenBy(NextSteps.nameOf(browser))));
        Visit visit = Visit.of(http)
                .returningTo(ReturnTo.of(locationOf(kept)))
                .withUiLocales(request.uiLocales().orElse(null))
                .withLoginHint(request.loginHint().orElse(null));
        return visit.link(page.path());
    }

    /** Where the browser goes on with a request that waits. */
    static String locationOf(KeptRequest kept) {
        return PATH + "?client_id=" + encode(kept.clientId()) + "&request_uri=" + encode(kept.requestUri());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
