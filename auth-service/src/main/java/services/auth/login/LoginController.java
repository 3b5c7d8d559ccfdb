package services.auth.login;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.CookieValue;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.session.LoginTokens;
import services.auth.session.Sessions;
import services.auth.session.TokenPair;
import services.auth.throttling.RefusesTooManyTries;
import services.auth.token.Flavour;
import services.auth.user.User;
import services.description.Answers;
import services.description.Refuses;

/** {@code POST /login}: username or e-mail and password against an access token and a refresh token. */
@Controller("/login")
@Secured(SecurityRule.IS_ANONYMOUS)
class LoginController {

    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private static final String EXAMPLE = "{\"username\":\"alice\",\"password\":\"correct horse battery staple\"}";

    private final LoginThrottle loginThrottle;
    private final Sessions sessions;
    private final LoginClients clients;
    private final ClientAddresses clientAddresses;
    private final DeviceCookies deviceCookies;
    private final LoginAudit loginAudit;

    LoginController(
            LoginThrottle loginThrottle,
            Sessions sessions,
            LoginClients clients,
            ClientAddresses clientAddresses,
            DeviceCookies deviceCookies,
            LoginAudit loginAudit) {
        this.loginThrottle = loginThrottle;
        this.sessions = sessions;
        this.clients = clients;
        this.clientAddresses = clientAddresses;
        this.deviceCookies = deviceCookies;
        this.loginAudit = loginAudit;
    }

    /** Begins a login. */
    @Post
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    @Answers(with = TokenPair.class)
    @Refuses(status = 400, code = "unknown_client", when = "No client has this client_id.")
    @Refuses(status = 401, code = "invalid_credentials", when = "Username, e-mail or password is not right.")
    @RefusesTooManyTries
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> login(
            HttpRequest<?> request,
            @Valid @Body LoginRequest login,
            @CookieValue(DeviceCookies.NAME) @Nullable String deviceCookie) {
        String clientId = Objects.requireNonNullElse(login.clientId(), LoginClients.DEFAULT);
        Flavour flavour = clients.find(clientId).orElseThrow(LoginController::unknownClient);
        LoginAttempt attempt =
                new LoginAttempt(login.username(), login.password(), clientAddresses.of(request), deviceCookie);
        return switch (loginThrottle.authenticate(attempt)) {
            case LoginOutcome.Authenticated authenticated -> start(authenticated.user(), clientId, flavour, attempt);
            case LoginOutcome.WrongCredentials wrong -> refused(wrong.userId());
            case LoginOutcome.Throttled throttled -> throttled(throttled, attempt);
        };
    }

    private HttpResponse<?> start(User user, String clientId, Flavour flavour, LoginAttempt attempt) {
        Optional<LoginTokens> tokens =
                sessions.start(user, clientId, flavour, attempt.address().toString());
        if (tokens.isEmpty()) {
            return refused(Optional.of(user.id()));
        }
        return HttpResponse.ok(TokenPair.of(tokens.get()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(deviceCookies.renew(attempt.deviceCookie(), user.id()));
    }

    private static ProblemException unknownClient() {
        return new ProblemException(
                Problem.of(HttpStatus.BAD_REQUEST, "unknown_client", "There is no client with this client_id."));
    }

    private HttpResponse<?> refused(Optional<UUID> userId) {
        loginAudit.refused(userId);
        return Problem.of(HttpStatus.UNAUTHORIZED, "invalid_credentials", "Username, e-mail or password is not right.")
                .toResponse();
    }

    private HttpResponse<?> throttled(LoginOutcome.Throttled throttled, LoginAttempt attempt) {
        loginAudit.throttled(throttled, attempt);
        LOG.info("Login throttled: the limit {} is reached", throttled.limit());
        return Problem.tooManyRequests(throttled.retryAfter());
    }
}
