package services.auth.oauth2.device;

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

/** {@code POST /oauth2/device_authorization} (RFC 8628 section 3.1). */
@Controller("/oauth2/device_authorization")
@Secured(SecurityRule.IS_ANONYMOUS)
class DeviceAuthorizationController {

    private final OAuthEndpoint endpoint;
    private final DeviceAuthorizations deviceAuthorizations;

    DeviceAuthorizationController(OAuthEndpoint endpoint, DeviceAuthorizations deviceAuthorizations) {
        this.endpoint = endpoint;
        this.deviceAuthorizations = deviceAuthorizations;
    }

    /** Gives a device a code of its own, and another one for its user to type in (RFC 8628). */
    @Post
    @Answers(with = DeviceAuthorization.class)
    @Answers(status = 400, with = OAuthError.class)
    @Answers(status = 401, with = OAuthError.class, headers = "WWW-Authenticate")
    @Answers(status = 429, with = OAuthError.class)
    @Answers(status = 503, with = OAuthError.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = DeviceAuthorizationForm.class)))
    @SecurityRequirement(name = "client")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> authorize(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return endpoint.answer(request, form, deviceAuthorizations::answer);
    }
}
