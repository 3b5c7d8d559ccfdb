package services.auth.login;

import java.util.Objects;
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
import services.auth.error.ProblemException;
import services.auth.session.Sessions;
import services.auth.session.TokenPair;
import services.auth.token.Flavour;
import services.auth.user.User;

/** {@code POST /login}: username or e-mail and password against an access token and a refresh token. */
@Controller("/login")
@Secured(SecurityRule.IS_ANONYMOUS)
class LoginController {

    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private final PasswordAuthentication passwordAuthentication;
    private final Sessions sessions;
    private final LoginClients clients;

    LoginController(PasswordAuthentication passwordAuthentication, Sessions sessions, LoginClients clients) {
        this.passwordAuthentication = passwordAuthentication;
        this.sessions = sessions;
        this.clients = clients;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> login(@Valid @Body LoginRequest login) {
        String clientId = Objects.requireNonNullElse(login.clientId(), LoginClients.DEFAULT);
        Flavour flavour = clients.find(clientId).orElseThrow(LoginController::unknownClient);
        return passwordAuthentication
                .authenticate(login.username(), login.password())
                .flatMap(user -> start(user, clientId, flavour))
                .<HttpResponse<?>>map(tokens -> HttpResponse.ok(tokens).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(LoginController::refused);
    }

    private Optional<TokenPair> start(User user, String clientId, Flavour flavour) {
        Optional<TokenPair> tokens = sessions.start(user, clientId, flavour);
        tokens.ifPresent(ignored -> LOG.info("User {} logged in", user.id()));
        return tokens;
    }

    private static ProblemException unknownClient() {
        return new ProblemException(
                Problem.of(HttpStatus.BAD_REQUEST, "unknown_client", "There is no client with this client_id."));
    }

    private static HttpResponse<?> refused() {
        LOG.info("Login refused: wrong credentials");
        return Problem.of(HttpStatus.UNAUTHORIZED, "invalid_credentials", "Username, e-mail or password is not right.")
                .toResponse();
    }
}
