package services.auth.oauth2.introspection;

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
import services.auth.oauth2.message.PresentedTokenForm;
import services.description.Answers;

/** {@code POST /oauth2/introspect} (RFC 7662 section 2). */
@Controller("/oauth2/introspect")
@Secured(SecurityRule.IS_ANONYMOUS)
class IntrospectionController {

    private final OAuthEndpoint endpoint;
    private final Introspection introspection;

    IntrospectionController(OAuthEndpoint endpoint, Introspection introspection) {
        this.endpoint = endpoint;
        this.introspection = introspection;
    }

    /**
     * Tells a client whether an access token or a refresh token is live (RFC 7662): its own, and with the scope `token:introspect` the
     * access tokens of all.
     */
    @Post
    @Answers(with = IntrospectionShape.class)
    @Answers(status = 400, with = OAuthError.class)
    @Answers(status = 401, with = OAuthError.class, headers = "WWW-Authenticate")
    @Answers(status = 429, with = OAuthError.class)
    @Answers(status = 503, with = OAuthError.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = PresentedTokenForm.class)))
    @SecurityRequirement(name = "client")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> introspect(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return endpoint.answer(request, form, introspection::answer);
    }
}
