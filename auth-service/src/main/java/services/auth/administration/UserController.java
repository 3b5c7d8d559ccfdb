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
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.request.Precondition;
import services.auth.user.Names;
import services.auth.user.UserResponse;
import services.auth.user.UserSearch;

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
     * @param q how the username begins, or the e-mail address when there is an at sign
     * @param status active, disabled, deleted or all; active when absent
     */
    @Get
    @Secured(Caller.USERS_READ)
    Page<UserResponse> list(
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String status,
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String after) {
        return administration
                .list(parsePrefix(q), parseStatus(status), role, PageQuery.parse(limit, after))
                .map(account -> UserResponse.of(account.user(), account.roles()));
    }

    @Post
    HttpResponse<UserResponse> create(Authentication authentication, @Valid @Body NewUserRequest wanted) {
        UserAdministration.Account account =
                administration.create(Caller.of(authentication).userId(), wanted);
        return tagged(HttpResponse.created(response(account)), account)
                .header(HttpHeaders.LOCATION, "/users/" + account.user().id());
    }

    @Get("/{id}")
    @Secured(Caller.USERS_READ)
    HttpResponse<UserResponse> show(String id) {
        return ok(administration.find(UserAdministration.id(id)));
    }

    @Patch("/{id}")
    HttpResponse<UserResponse> change(
            Authentication authentication, HttpRequest<?> request, String id, @Valid @Body UserPatch patch) {
        return ok(administration.change(
                Caller.of(authentication).userId(), UserAdministration.id(id), patch, Precondition.of(request)));
    }

    @Delete("/{id}")
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request, String id) {
        administration.delete(Caller.of(authentication).userId(), UserAdministration.id(id), Precondition.of(request));
        return HttpResponse.noContent();
    }

    @Post("/{id}/restore")
    HttpResponse<UserResponse> restore(Authentication authentication, HttpRequest<?> request, String id) {
        return ok(administration.restore(
                Caller.of(authentication).userId(), UserAdministration.id(id), Precondition.of(request)));
    }

    @Put("/{id}/roles/{role}")
    HttpResponse<UserResponse> giveRole(Authentication authentication, HttpRequest<?> request, String id, String role) {
        return ok(administration.giveRole(
                Caller.of(authentication).userId(), UserAdministration.id(id), role, Precondition.of(request)));
    }

    @Delete("/{id}/roles/{role}")
    HttpResponse<UserResponse> takeRole(Authentication authentication, HttpRequest<?> request, String id, String role) {
        return ok(administration.takeRole(
                Caller.of(authentication).userId(), UserAdministration.id(id), role, Precondition.of(request)));
    }

    @Delete("/{id}/sessions")
    HttpResponse<?> endLogins(Authentication authentication, String id) {
        administration.endLogins(Caller.of(authentication).userId(), UserAdministration.id(id));
        return HttpResponse.noContent();
    }

    private static HttpResponse<UserResponse> ok(UserAdministration.Account account) {
        return tagged(HttpResponse.ok(response(account)), account);
    }

    private static UserResponse response(UserAdministration.Account account) {
        return UserResponse.of(account.user(), account.roles());
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
