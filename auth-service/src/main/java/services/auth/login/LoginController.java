package services.auth.login;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Problem;
import services.auth.session.Sessions;

/** {@code POST /login}: username or e-mail and password against an access token. */
@Controller("/login")
@Secured(SecurityRule.IS_ANONYMOUS)
class LoginController {

    /** The {@code client_id} in the tokens of this API: the service's own, which needs no registration. */
    private static final String CLIENT_ID = "login";

    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private final PasswordAuthentication passwordAuthentication;
    private final Sessions sessions;

    LoginController(PasswordAuthentication passwordAuthentication, Sessions sessions) {
        this.passwordAuthentication = passwordAuthentication;
        this.sessions = sessions;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> login(@Valid @Body LoginRequest login) {
        return passwordAuthentication
                .authenticate(login.username(), login.password())
                .flatMap(user -> sessions.start(user, CLIENT_ID))
                .<HttpResponse<?>>map(issued -> {
                    LOG.info("User {} logged in", issued.token().subject());
                    return HttpResponse.ok(LoginResponse.of(issued)).header(HttpHeaders.CACHE_CONTROL, "no-store");
                })
                .orElseGet(LoginController::refused);
    }

    private static HttpResponse<?> refused() {
        LOG.info("Login refused: wrong credentials");
        return Problem.of(HttpStatus.UNAUTHORIZED, "invalid_credentials", "Username, e-mail or password is not right.")
                .toResponse();
    }
}
