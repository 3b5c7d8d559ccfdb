package services.auth.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import jakarta.validation.Valid;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.request.Precondition;
import services.auth.request.RefusesStaleChanges;
import services.auth.user.User;
import services.auth.user.UserResponse;
import services.description.Answers;
import services.description.Refuses;

/** {@code /users/me}: the account of the caller. */
@Controller("/users/me")
@Secured(Caller.USER)
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountController {

    private final OwnAccount ownAccount;
    private final AccountExports exports;

    AccountController(OwnAccount ownAccount, AccountExports exports) {
        this.ownAccount = ownAccount;
        this.exports = exports;
    }

    /** Shows the own account. */
    @Get
    @Secured({Caller.USER, Caller.API_KEY})
    @Answers(with = UserResponse.class, headers = "ETag")
    HttpResponse<UserResponse> show(Authentication authentication) {
        return ok(ownAccount.find(Caller.of(authentication).userId()).orElseThrow(AccountController::gone));
    }

    /** Changes the own account. It gets a new e-mail address when the code that is sent there is confirmed. */
    @Patch
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 409, code = "username_taken", when = "This username is taken.")
    @RefusesStaleChanges
    HttpResponse<UserResponse> change(
            Authentication authentication, HttpRequest<?> request, @Valid @Body AccountPatch patch) {
        return ok(ownAccount
                .change(
                        Caller.of(authentication).userId(),
                        patch,
                        Precondition.of(request),
                        request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE))
                .orElseThrow(AccountController::gone));
    }

    /** Deletes the own account and ends all that it could be used with. */
    @Delete
    @Answers(status = 204)
    @Refuses(status = 409, code = "last_superuser", when = "Nobody would be left who may do everything.")
    @RefusesStaleChanges
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request) {
        if (!ownAccount.delete(Caller.of(authentication).userId(), Precondition.of(request))) {
            throw gone();
        }
        return HttpResponse.noContent();
    }

    /** Gives out everything that is kept about the caller. */
    @Get("/export")
    @Answers(with = AccountExport.class, headers = "Content-Disposition")
    HttpResponse<AccountExport> export(Authentication authentication) {
        Caller caller = Caller.of(authentication);
        AccountExport export = exports.of(caller).orElseThrow(AccountController::gone);
        return HttpResponse.ok(export)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"account.json\"");
    }

    private HttpResponse<UserResponse> ok(User user) {
        return HttpResponse.ok(ownAccount.response(user)).header(HttpHeaders.ETAG, Precondition.tag(user.version()));
    }

    private static ProblemException gone() {
        return new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "invalid_token", "The token is not live."));
    }
}
