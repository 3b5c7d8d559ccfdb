package services.auth.oauth2.par;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.annotation.Nullable;
import services.auth.oauth2.message.OAuthEndpoint;
import services.auth.oauth2.message.OAuthError;
import services.description.Answers;

/** {@code POST /oauth2/par} (RFC 9126). */
@Controller("/oauth2/par")
@Secured(SecurityRule.IS_ANONYMOUS)
class PushedAuthorizationController {

    private final OAuthEndpoint endpoint;
    private final PushedAuthorizationRequests requests;

    PushedAuthorizationController(OAuthEndpoint endpoint, PushedAuthorizationRequests requests) {
        this.endpoint = endpoint;
        this.requests = requests;
    }

    /** Takes an authorization request from its client, and gives it a name under which the user's browser brings it (RFC 9126). */
    @Post
    @Answers(status = 201, with = PushedRequest.class)
    @Answers(status = 400, with = OAuthError.class)
    @Answers(status = 401, with = OAuthError.class, headers = "WWW-Authenticate")
    @Answers(status = 429, with = OAuthError.class)
    @Answers(status = 503, with = OAuthError.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = PushedRequestForm.class)))
    @SecurityRequirement(name = "client")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> push(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return endpoint.answer(request, form, requests::answer);
    }
}
