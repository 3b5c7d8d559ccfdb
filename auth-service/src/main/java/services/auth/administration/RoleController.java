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
import services.auth.user.Role;

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

    @Get
    @Secured(Caller.ROLES_READ)
    RolesResponse list() {
        return new RolesResponse(
                administration.list().stream().map(RoleResponse::of).toList());
    }

    @Post
    HttpResponse<RoleResponse> create(Authentication authentication, @Valid @Body RoleRequest wanted) {
        Role role = administration.create(Caller.of(authentication).userId(), wanted);
        return tagged(HttpResponse.created(RoleResponse.of(role)), role)
                .header(HttpHeaders.LOCATION, "/roles/" + role.name());
    }

    @Get("/{name}")
    @Secured(Caller.ROLES_READ)
    HttpResponse<RoleResponse> show(String name) {
        Role role = administration.find(name);
        return tagged(HttpResponse.ok(RoleResponse.of(role)), role);
    }

    @Patch("/{name}")
    HttpResponse<RoleResponse> change(
            Authentication authentication, HttpRequest<?> request, String name, @Valid @Body RolePatch patch) {
        Role role = administration.change(Caller.of(authentication).userId(), name, patch, Precondition.of(request));
        return tagged(HttpResponse.ok(RoleResponse.of(role)), role);
    }

    @Delete("/{name}")
    HttpResponse<?> delete(Authentication authentication, HttpRequest<?> request, String name) {
        administration.delete(Caller.of(authentication).userId(), name, Precondition.of(request));
        return HttpResponse.noContent();
    }

    private static MutableHttpResponse<RoleResponse> tagged(MutableHttpResponse<RoleResponse> response, Role role) {
        return response.header(HttpHeaders.ETAG, Precondition.tag(role.version()));
    }
}
