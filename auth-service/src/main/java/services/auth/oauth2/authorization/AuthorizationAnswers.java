package services.auth.oauth2.authorization;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.clientaddress.ClientAddresses;
import services.auth.oauth2.code.AuthorizationCodes;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.request.Checked;
import services.auth.oauth2.request.CheckedRequest;
import services.auth.oauth2.request.KeptRequests;
import services.auth.page.ErrorPages;
import services.auth.page.FormPostPage;
import services.auth.page.PageError;
import services.auth.page.Pages;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;

/** Answers authorization requests (RFC 6749 sections 4.1.2 and 4.1.2.1): a code or an error for the client, or a page for the user. */
@Singleton
class AuthorizationAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationAnswers.class);

    private final AuthorizationCodes codes;
    private final KeptRequests keptRequests;
    private final ClientAddresses clientAddresses;
    private final Pages pages;
    private final ErrorPages errorPages;
    private final Issuer issuer;
    private final Clock clock;

    AuthorizationAnswers(
            AuthorizationCodes codes,
            KeptRequests keptRequests,
            ClientAddresses clientAddresses,
            Pages pages,
            ErrorPages errorPages,
            @Value("${auth-service.issuer}") String issuer,
            Clock clock) {
        this.codes = codes;
        this.keptRequests = keptRequests;
        this.clientAddresses = clientAddresses;
        this.pages = pages;
        this.errorPages = errorPages;
        this.issuer = new Issuer(issuer);
        this.clock = clock;
    }

    /** The client gets a code. */
    HttpResponse<?> allow(HttpRequest<?> http, CheckedRequest request, BrowserSession browser) {
        if (!isTaken(request)) {
            return tellUser(http, Checked.Reason.EXPIRED);
        }
        String code = codes.issue(grant(http, request, browser));
        LOG.info("Client {} gets a code for user {}", request.client().clientId(), browser.userId());
        CheckedRequest.ReplyTo replyTo = request.replyTo();
        return carry(
                http,
                replyTo,
                new AuthorizationSuccessResponse(
                        replyTo.redirectUri(),
                        new AuthorizationCode(code),
                        null,
                        null,
                        issuer,
                        replyTo.responseMode()));
    }

    /** Nobody answers a request twice; one that has no name yet is another one each time. */
    private boolean isTaken(CheckedRequest request) {
        return request.kept().map(keptRequests::take).orElse(true);
    }

    private AuthorizationGrant grant(HttpRequest<?> http, CheckedRequest request, BrowserSession browser) {
        Optional<AuthenticationRequest> openId = request.openId();
        return new AuthorizationGrant(
                clock.instant(),
                request.client().clientId(),
                request.parameters().containsKey("redirect_uri")
                        ? request.replyTo().redirectUri().toString()
                        : null,
                browser.userId(),
                browser.generation(),
                request.scope().toString(),
                request.nonce().orElse(null),
                browser.authTime(),
                browser.acr(),
                request.message().getCodeChallenge() == null
                        ? null
                        : request.message().getCodeChallenge().getValue(),
                openId.map(AuthenticationRequest::getOIDCClaims)
                        .map(OIDCClaimsRequest::toJSONString)
                        .orElse(null),
                browser.id(),
                clientAddresses.of(http).toString(),
                request.message().getDPoPJWKThumbprintConfirmation() == null
                        ? null
                        : request.message()
                                .getDPoPJWKThumbprintConfirmation()
                                .getValue()
                                .toString());
    }

    /** The client gets none, and what the user has done on the way is over with that. */
    HttpResponse<?> deny(HttpRequest<?> http, CheckedRequest request, ErrorObject error) {
        return isTaken(request) ? refuse(http, request.replyTo(), error) : tellUser(http, Checked.Reason.EXPIRED);
    }

    /** The client is told that it gets none. */
    HttpResponse<?> refuse(HttpRequest<?> http, CheckedRequest.ReplyTo replyTo, ErrorObject error) {
        LOG.info("Authorization request refused: {}", error.getCode());
        return carry(
                http,
                replyTo,
                new AuthorizationErrorResponse(replyTo.redirectUri(), error, null, issuer, replyTo.responseMode()));
    }

    /** The user is told what the client cannot be. */
    HttpResponse<?> tellUser(HttpRequest<?> http, Checked.Reason reason) {
        LOG.info("Authorization request refused, its client is told nothing: {}", reason);
        return errorPages.show(
                Visit.of(http),
                switch (reason) {
                    case UNKNOWN_CLIENT -> PageError.CLIENT_UNKNOWN;
                    case REDIRECT_URI -> PageError.REDIRECT_URI_WRONG;
                    case RESPONSE_MODE, TOO_LONG -> PageError.AUTHORIZATION_REQUEST_WRONG;
                    case EXPIRED -> PageError.AUTHORIZATION_REQUEST_EXPIRED;
                });
    }

    private HttpResponse<?> carry(HttpRequest<?> http, CheckedRequest.ReplyTo replyTo, AuthorizationResponse answer) {
        Map<String, List<String>> parameters = new TreeMap<>(answer.toParameters());
        // not by the SDK, which knows no state of nothing but spaces
        replyTo.state().ifPresent(state -> parameters.put("state", List.of(state)));
        if (!ResponseMode.FORM_POST.equals(replyTo.responseMode())) {
            return pages.goOn(withQuery(replyTo.redirectUri(), URLUtils.serializeParameters(parameters)));
        }
        Map<String, String> fields = new TreeMap<>();
        parameters.forEach((name, values) -> fields.put(name, values.getFirst()));
        return pages.show(Visit.of(http), HttpStatus.OK, new FormPostPage(replyTo.redirectUri(), fields));
    }

    /** RFC 6749 section 3.1.2: what the client has registered as query stays. */
    private static String withQuery(URI uri, String query) {
        String registered = uri.getRawQuery();
        String separator = registered == null ? "?" : registered.isEmpty() ? "" : "&";
        return uri + separator + query;
    }
}
