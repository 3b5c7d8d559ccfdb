package services.auth.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.request.PathId;
import services.auth.session.Sessions;
import services.description.Answers;
import services.description.Refuses;

/** {@code /users/me/sessions}: the logins of the caller, to be seen and ended one by one. */
@Controller("/users/me/sessions")
@Secured(Caller.USER)
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Lists the own logins that are not over. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<SessionResponse> list(
            Authentication authentication,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        Caller caller = Caller.of(authentication);
        return sessions.list(caller.userId(), PageQuery.parse(limit, after))
                .map(session -> SessionResponse.of(session, caller.sessionId()));
    }

    /** Ends one of the own logins. */
    @Delete("/{id}")
    @Answers(status = 204)
    @Refuses(status = 404, code = "not_found", when = "You have no such session.")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> end(Authentication authentication, String id) {
        Caller caller = Caller.of(authentication);
        if (sessions.end(PathId.parse(id, SessionController::unknown), caller.userId()) == 0) {
            throw unknown();
        }
        return HttpResponse.noContent();
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "You have no such session."));
    }
}
