package services.auth.oauth2.grant;

import java.nio.charset.StandardCharsets;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.micronaut.http.HttpHeaders;
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
import org.jspecify.annotations.Nullable;
import services.description.Answers;

/** {@code POST /oauth2/token} (RFC 6749 section 3.2). */
@Controller("/oauth2/token")
@Secured(SecurityRule.IS_ANONYMOUS)
class TokenController {

    private final ClientCredentials clientCredentials;

    TokenController(ClientCredentials clientCredentials) {
        this.clientCredentials = clientCredentials;
    }

    /** Issues an access token to a client, by the client credentials grant (RFC 6749). */
    // any content type is taken in, because a wrong one is an error of RFC 6749's own form too
    @Post
    @Answers(with = IssuedToken.class)
    @Answers(status = 400, with = TokenError.class)
    @Answers(status = 401, with = TokenError.class, headers = "WWW-Authenticate")
    @Answers(status = 503, with = TokenError.class)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenForm.class)))
    @SecurityRequirement(name = "client")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> token(HttpRequest<?> request, @Parameter(hidden = true) @Body byte @Nullable [] form) {
        try {
            TokenRequest tokenRequest = TokenMessages.parse(
                    request.getUri(),
                    request.getHeaders().get(HttpHeaders.CONTENT_TYPE),
                    request.getHeaders().get(HttpHeaders.AUTHORIZATION),
                    form == null ? "" : new String(form, StandardCharsets.UTF_8));
            return TokenMessages.write(clientCredentials.grant(tokenRequest));
        } catch (ParseException malformed) {
            return TokenMessages.write(TokenMessages.error(malformed));
        }
    }
}
