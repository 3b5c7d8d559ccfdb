package services.auth.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.request.Precondition;
import services.auth.session.UserChanges;
import services.auth.user.User;
import services.auth.user.UserResponse;
import services.auth.user.Users;

/** {@code /users/me}: the account of the caller. */
@Controller("/users/me")
@Secured(Caller.USER)
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountController {

    private final Users users;
    private final UserChanges userChanges;
    private final AuditLog auditLog;

    AccountController(Users users, UserChanges userChanges, AuditLog auditLog) {
        this.users = users;
        this.userChanges = userChanges;
        this.auditLog = auditLog;
    }

    @Get
    @Secured({Caller.USER, Caller.API_KEY})
    HttpResponse<UserResponse> show(Authentication authentication) {
        User user = users.find(Caller.of(authentication).userId()).orElseThrow(AccountController::gone);
        return HttpResponse.ok(UserResponse.of(user, users.rights(user.id()).roles()))
                .header(HttpHeaders.ETAG, Precondition.tag(user.version()));
    }

    @Delete
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request) {
        Caller caller = Caller.of(authentication);
        userChanges.endEverything(caller.userId(), () -> {
            User user = users.hold(caller.userId()).orElseThrow(AccountController::gone);
            Precondition.of(request).check(user.version());
            users.delete(caller.userId());
            auditLog.succeeded(AuditType.USER_DELETED, caller.userId());
        });
        return HttpResponse.noContent();
    }

    private static ProblemException gone() {
        return new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "invalid_token", "The token is not live."));
    }
}
