package services.auth.oauth2.userinfo;

import java.util.List;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import services.auth.authentication.Challenges;
import services.auth.authentication.JudgesTokens;
import services.auth.oauth2.message.CrossOrigins;
import services.auth.oauth2.message.OAuthEndpoint;
import services.auth.oauth2.message.OAuthError;
import services.description.Answers;

/** {@code /oauth2/userinfo} (OpenID Connect Core 1.0 section 5.3): the access token comes in a header, or in a form (RFC 6750 section 2). */
@Controller("/oauth2/userinfo")
@Secured(SecurityRule.IS_ANONYMOUS)
@JudgesTokens
@CrossOrigin(
        allowedOriginsRegex = CrossOrigins.ANY,
        allowCredentials = false,
        exposedHeaders = {"WWW-Authenticate", "DPoP-Nonce"})
class UserInfoController {

    static final String JWT = "application/jwt";

    private final OAuthEndpoint endpoint;
    private final UserInfoAnswers answers;

    UserInfoController(OAuthEndpoint endpoint, UserInfoAnswers answers) {
        this.endpoint = endpoint;
        this.answers = answers;
    }

    /** Tells a client who its user is (OpenID Connect). The access token is of a login with the scope `openid`. */
    @Get(produces = {MediaType.APPLICATION_JSON, UserInfoController.JWT})
    @Answers(with = UserInfoShape.class)
    @Answers(mediaType = UserInfoController.JWT, with = String.class)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 403, headers = "WWW-Authenticate")
    @Answers(status = 503, with = OAuthError.class)
    @SecurityRequirement(name = "token")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> userInfo(HttpRequest<?> request) {
        return challenged(endpoint.answer(request, null, message -> answers.answer(request, message)));
    }

    /** Tells a client who its user is (OpenID Connect); the access token may come in the form. */
    @Post(produces = {MediaType.APPLICATION_JSON, UserInfoController.JWT})
    @Answers(with = UserInfoShape.class)
    @Answers(mediaType = UserInfoController.JWT, with = String.class)
    @Answers(status = 400, with = OAuthError.class)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 403, headers = "WWW-Authenticate")
    @Answers(status = 503, with = OAuthError.class)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = UserInfoForm.class)))
    @SecurityRequirement(name = "token")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> userInfoOfForm(HttpRequest<?> request, @Parameter(hidden = true) @Nullable @Body byte[] form) {
        return challenged(endpoint.answer(request, form, message -> answers.answer(request, message)));
    }

    /** RFC 9449 section 7.1: whoever is refused is told of both schemes. */
    private static HttpResponse<String> challenged(MutableHttpResponse<String> answer) {
        List<String> challenges = answer.getHeaders().getAll(HttpHeaders.WWW_AUTHENTICATE);
        answer.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        challenges.stream()
                .flatMap(challenge -> Challenges.beside(challenge).stream())
                .forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return answer;
    }
}
