package services.auth.oauth2.revocation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.cors.CrossOrigin;
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
import services.auth.oauth2.message.CrossOrigins;
import services.auth.oauth2.message.OAuthEndpoint;
import services.auth.oauth2.message.OAuthError;
import services.auth.oauth2.message.PresentedTokenForm;
import services.description.Answers;

/** {@code POST /oauth2/revoke} (RFC 7009 section 2). */
@Controller("/oauth2/revoke")
@Secured(SecurityRule.IS_ANONYMOUS)
@CrossOrigin(allowedOriginsRegex = CrossOrigins.ANY, allowCredentials = false, exposedHeaders = "WWW-Authenticate")
class RevocationController {

    private final OAuthEndpoint endpoint;
    private final Revocations revocations;

    RevocationController(OAuthEndpoint endpoint, Revocations revocations) {
        this.endpoint = endpoint;
        this.revocations = revocations;
    }

    /**
     * Revokes a token of the client (RFC 7009). With an access token its login goes on, with a refresh token it ends. A token that is
     * unknown, or dead already, is no error.
     */
    @Post
    @Answers(with = RevokedShape.class)
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
    HttpResponse<?> revoke(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return endpoint.answer(request, form, revocations::answer);
    }
}
