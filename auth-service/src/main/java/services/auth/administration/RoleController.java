package services.auth.administration;

import java.util.List;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import services.auth.authentication.Caller;
import services.auth.request.Precondition;
import services.auth.request.RefusesStaleChanges;
import services.auth.user.Role;
import services.description.Answers;
import services.description.Refuses;

/** {@code /roles}: what users may do, for administrators. */
@Controller("/roles")
@Secured(Caller.ROLES_WRITE)
@ExecuteOn(TaskExecutors.BLOCKING)
class RoleController {

    private final RoleAdministration administration;

    RoleController(RoleAdministration administration) {
        this.administration = administration;
    }

    /** All of them, in the order of their names: there are few. */
    @Serdeable
    record RolesResponse(List<RoleResponse> items) {}

    /** Lists the roles. */
    @Get
    @Secured(Caller.ROLES_READ)
    RolesResponse list() {
        return new RolesResponse(
                administration.list().stream().map(RoleResponse::of).toList());
    }

    /** Makes a role. */
    @Post
    @Answers(
            status = 201,
            with = RoleResponse.class,
            headers = {"ETag", "Location"})
    @Refuses(
            status = 403,
            code = "insufficient_rights",
            when = "The role is built in, or gives what the caller may not do.")
    @Refuses(status = 409, code = "role_exists", when = "There is a role of this name.")
    HttpResponse<RoleResponse> create(Authentication authentication, @Valid @Body RoleRequest wanted) {
        Role role = administration.create(Caller.of(authentication).userId(), wanted);
        return tagged(HttpResponse.created(RoleResponse.of(role)), role)
                .header(HttpHeaders.LOCATION, "/roles/" + role.name());
    }

    /** Shows a role. */
    @Get("/{name}")
    @Secured(Caller.ROLES_READ)
    @Answers(with = RoleResponse.class, headers = "ETag")
    @Refuses(status = 404, code = "not_found", when = "There is no such role.")
    HttpResponse<RoleResponse> show(String name) {
        Role role = administration.find(name);
        return tagged(HttpResponse.ok(RoleResponse.of(role)), role);
    }

    /** Changes a role, and what all who have it may do. */
    @Patch("/{name}")
    @Answers(with = RoleResponse.class, headers = "ETag")
    @Refuses(
            status = 403,
            code = "insufficient_rights",
            when = "The role is built in, or gives what the caller may not do.")
    @Refuses(status = 404, code = "not_found", when = "There is no such role.")
    @Refuses(
            status = 409,
            code = "built_in_role",
            when = "The role is built in, and this would take it away or weaken it.")
    @RefusesStaleChanges
    HttpResponse<RoleResponse> change(
            Authentication authentication, HttpRequest<?> request, String name, @Valid @Body RolePatch patch) {
        Role role = administration.change(Caller.of(authentication).userId(), name, patch, Precondition.of(request));
        return tagged(HttpResponse.ok(RoleResponse.of(role)), role);
    }

    /** Deletes a role that nobody has. */
    @Delete("/{name}")
    @Answers(status = 204)
    @Refuses(
            status = 403,
            code = "insufficient_rights",
            when = "The role is built in, or gives what the caller may not do.")
    @Refuses(status = 404, code = "not_found", when = "There is no such role.")
    @Refuses(
            status = 409,
            code = "built_in_role",
            when = "The role is built in, and this would take it away or weaken it.")
    @Refuses(status = 409, code = "role_in_use", when = "Somebody has the role.")
    @RefusesStaleChanges
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request, String name) {
        administration.delete(Caller.of(authentication).userId(), name, Precondition.of(request));
        return HttpResponse.noContent();
    }

    private static MutableHttpResponse<RoleResponse> tagged(MutableHttpResponse<RoleResponse> response, Role role) {
        return response.header(HttpHeaders.ETAG, Precondition.tag(role.version()));
    }
}
