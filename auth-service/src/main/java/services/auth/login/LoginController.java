package services.auth.login;

import java.util.Optional;

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
import services.auth.session.TokenPair;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.Flavour;
import services.auth.user.User;

/** {@code POST /login}: username or e-mail and password against an access token and a refresh token. */
@Controller("/login")
@Secured(SecurityRule.IS_ANONYMOUS)
class LoginController {

    /** The {@code client_id} in the tokens of this API: the service's own, which needs no registration. */
    private static final String CLIENT_ID = "login";

    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private final PasswordAuthentication passwordAuthentication;
    private final Sessions sessions;
    private final Flavour flavour;

    LoginController(
            PasswordAuthentication passwordAuthentication, Sessions sessions, AccessTokenConfiguration configuration) {
        this.flavour = configuration.loginFlavour();
        this.passwordAuthentication = passwordAuthentication;
        this.sessions = sessions;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> login(@Valid @Body LoginRequest login) {
        return passwordAuthentication
                .authenticate(login.username(), login.password())
                .flatMap(this::start)
                .<HttpResponse<?>>map(tokens -> HttpResponse.ok(tokens).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(LoginController::refused);
    }

    private Optional<TokenPair> start(User user) {
        Optional<TokenPair> tokens = sessions.start(user, CLIENT_ID, flavour);
        tokens.ifPresent(ignored -> LOG.info("User {} logged in", user.id()));
        return tokens;
    }

    private static HttpResponse<?> refused() {
        LOG.info("Login refused: wrong credentials");
        return Problem.of(HttpStatus.UNAUTHORIZED, "invalid_credentials", "Username, e-mail or password is not right.")
                .toResponse();
    }
}
