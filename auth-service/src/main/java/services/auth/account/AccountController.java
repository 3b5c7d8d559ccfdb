package services.auth.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.session.Sessions;
import services.auth.user.Users;

/** {@code /users/me}: the account of the caller. */
@Controller("/users/me")
@Secured(Caller.USER)
class AccountController {

    private static final Logger LOG = LoggerFactory.getLogger(AccountController.class);

    private final Users users;
    private final Sessions sessions;

    AccountController(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    @Get
    @Secured({Caller.USER, Caller.API_KEY})
    @ExecuteOn(TaskExecutors.BLOCKING)
    AccountResponse show(Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return users.find(caller.userId())
                .map(user -> AccountResponse.of(user, users.rights(user.id())))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(HttpStatus.UNAUTHORIZED, "invalid_token", "The token is not live.")));
    }

    @Delete
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> delete(Authentication authentication) {
        Caller caller = Caller.of(authentication);
        int ended = sessions.endAllAndDelete(caller.userId());
        LOG.info("User {} deleted the own account, sessions and API keys ended: {}", caller.userId(), ended);
        return HttpResponse.noContent();
    }
}
