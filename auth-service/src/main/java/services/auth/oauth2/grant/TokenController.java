package services.auth.oauth2.grant;

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
import services.description.Answers;

/** {@code POST /oauth2/token} (RFC 6749 section 3.2). */
@Controller("/oauth2/token")
@Secured(SecurityRule.IS_ANONYMOUS)
@CrossOrigin(
        allowedOriginsRegex = CrossOrigins.ANY,
        allowCredentials = false,
        exposedHeaders = {"WWW-Authenticate", "DPoP-Nonce"})
class TokenController {

    private final OAuthEndpoint endpoint;
    private final Grants grants;

    TokenController(OAuthEndpoint endpoint, Grants grants) {
        this.endpoint = endpoint;
        this.grants = grants;
    }

    /** Issues an access token to a client, by the client credentials grant (RFC 6749). */
    // any content type is taken in, because a wrong one is an error of RFC 6749's own form too
    @Post
    @Answers(with = IssuedToken.class)
    @Answers(status = 400, with = OAuthError.class)
    @Answers(status = 401, with = OAuthError.class, headers = "WWW-Authenticate")
    @Answers(status = 429, with = OAuthError.class)
    @Answers(status = 503, with = OAuthError.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenForm.class)))
    @SecurityRequirement(name = "client")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> token(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return endpoint.answer(request, form, grants::answer);
    }
}
