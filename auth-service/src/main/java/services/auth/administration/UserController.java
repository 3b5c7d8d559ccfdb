package services.auth.administration;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.password.RefusesBadPasswords;
import services.auth.request.Precondition;
import services.auth.request.RefusesStaleChanges;
import services.auth.user.Names;
import services.auth.user.UserResponse;
import services.auth.user.UserSearch;
import services.description.Answers;
import services.description.Refuses;

/** {@code /users}: the accounts, for administrators. */
@Controller("/users")
@Secured(Caller.USERS_WRITE)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserController {

    private final UserAdministration administration;

    UserController(UserAdministration administration) {
        this.administration = administration;
    }

    /**
     * Lists accounts, in the order of their usernames, or of their addresses when these are searched.
     *
     * @param q how the username begins, or the e-mail address when there is an at sign
     * @param status active, disabled, deleted or all; active when absent
     */
    @Get
    @Secured(Caller.USERS_READ)
    Page<UserResponse> list(
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String status,
            @Nullable @QueryValue String role,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        return administration
                .list(parsePrefix(q), parseStatus(status), role, PageQuery.parse(limit, after))
                .map(UserAdministration.Account::response);
    }

    /** Makes an account. */
    @Post
    @Answers(
            status = 201,
            with = UserResponse.class,
            headers = {"ETag", "Location"})
    @RefusesBadPasswords
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "unknown_role", when = "There is no such role.")
    @Refuses(status = 409, code = "username_taken", when = "The username is taken.")
    @Refuses(status = 409, code = "email_taken", when = "Another account has confirmed the address.")
    HttpResponse<UserResponse> create(Authentication authentication, @Valid @Body NewUserRequest wanted) {
        UserAdministration.Account account =
                administration.create(Caller.of(authentication).userId(), wanted);
        return tagged(HttpResponse.created(response(account)), account)
                .header(HttpHeaders.LOCATION, "/users/" + account.user().id());
    }

    /** Shows an account, even a deleted one. */
    @Get("/{id}")
    @Secured(Caller.USERS_READ)
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    HttpResponse<UserResponse> show(String id) {
        return ok(administration.find(UserAdministration.id(id)));
    }

    /** Changes an account, disables it or enables it. */
    @Patch("/{id}")
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    @Refuses(status = 409, code = "username_taken", when = "The username is taken.")
    @Refuses(status = 409, code = "email_taken", when = "Another account has confirmed the address.")
    @Refuses(status = 409, code = "last_superuser", when = "Nobody would be left who may do everything.")
    @RefusesStaleChanges
    HttpResponse<UserResponse> change(
            Authentication authentication, HttpRequest<?> request, String id, @Valid @Body UserPatch patch) {
        return ok(administration.change(
                Caller.of(authentication).userId(), UserAdministration.id(id), patch, Precondition.of(request)));
    }

    /** Deletes an account and ends all that it could be used with. It can be restored for a time. */
    @Delete("/{id}")
    @Answers(status = 204)
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    @Refuses(status = 409, code = "last_superuser", when = "Nobody would be left who may do everything.")
    @RefusesStaleChanges
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request, String id) {
        administration.delete(Caller.of(authentication).userId(), UserAdministration.id(id), Precondition.of(request));
        return HttpResponse.noContent();
    }

    /** Brings a deleted account back. */
    @Post("/{id}/restore")
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    @Refuses(status = 409, code = "username_taken", when = "The username is taken.")
    @Refuses(status = 409, code = "email_taken", when = "Another account has confirmed the address.")
    @RefusesStaleChanges
    HttpResponse<UserResponse> restore(Authentication authentication, HttpRequest<?> request, String id) {
        return ok(administration.restore(
                Caller.of(authentication).userId(), UserAdministration.id(id), Precondition.of(request)));
    }

    /** Gives a role to a user. */
    @Put("/{id}/roles/{role}")
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    @Refuses(status = 404, code = "unknown_role", when = "There is no such role.")
    @RefusesStaleChanges
    HttpResponse<UserResponse> giveRole(Authentication authentication, HttpRequest<?> request, String id, String role) {
        return ok(administration.giveRole(
                Caller.of(authentication).userId(), UserAdministration.id(id), role, Precondition.of(request)));
    }

    /** Takes a role from a user. */
    @Delete("/{id}/roles/{role}")
    @Answers(with = UserResponse.class, headers = "ETag")
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    @Refuses(status = 404, code = "unknown_role", when = "There is no such role.")
    @Refuses(status = 409, code = "last_superuser", when = "Nobody would be left who may do everything.")
    @RefusesStaleChanges
    HttpResponse<UserResponse> takeRole(Authentication authentication, HttpRequest<?> request, String id, String role) {
        return ok(administration.takeRole(
                Caller.of(authentication).userId(), UserAdministration.id(id), role, Precondition.of(request)));
    }

    /** Ends all logins of a user. */
    @Delete("/{id}/sessions")
    @Answers(status = 204)
    @Refuses(status = 403, code = "insufficient_rights", when = "The user, or the role, may do more than the caller.")
    @Refuses(status = 404, code = "not_found", when = "There is no such user.")
    HttpResponse<?> endLogins(Authentication authentication, String id) {
        administration.endLogins(Caller.of(authentication).userId(), UserAdministration.id(id));
        return HttpResponse.noContent();
    }

    private static HttpResponse<UserResponse> ok(UserAdministration.Account account) {
        return tagged(HttpResponse.ok(response(account)), account);
    }

    private static UserResponse response(UserAdministration.Account account) {
        return account.response();
    }

    private static MutableHttpResponse<UserResponse> tagged(
            MutableHttpResponse<UserResponse> response, UserAdministration.Account account) {
        return response.header(HttpHeaders.ETAG, Precondition.tag(account.user().version()));
    }

    private static @Nullable String parsePrefix(@Nullable String q) {
        if (q != null && (q.length() > 254 || Names.hasControlCharacter(q))) {
            throw new ProblemException(Problem.invalidRequest("q is the beginning of a username or e-mail address."));
        }
        return q == null || q.isEmpty() ? null : q;
    }

    private static UserSearch.Status parseStatus(@Nullable String status) {
        if (status == null) {
            return UserSearch.Status.ACTIVE;
        }
        Optional<UserSearch.Status> parsed = Stream.of(UserSearch.Status.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(status))
                .findFirst();
        return parsed.orElseThrow(() ->
                new ProblemException(Problem.invalidRequest("status is one of active, disabled, deleted and all.")));
    }
}
