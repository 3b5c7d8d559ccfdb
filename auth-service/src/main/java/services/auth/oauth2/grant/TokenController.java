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
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth2/token} (RFC 6749 section 3.2). */
@Controller("/oauth2/token")
@Secured(SecurityRule.IS_ANONYMOUS)
class TokenController {

    private final ClientCredentials clientCredentials;

    TokenController(ClientCredentials clientCredentials) {
        this.clientCredentials = clientCredentials;
    }

    // any content type is taken in, because a wrong one is an error of RFC 6749's own form too
    @Post
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> token(HttpRequest<?> request, @Body byte @Nullable [] form) {
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
