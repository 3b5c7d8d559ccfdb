package services.auth.oauth2.discovery;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.cors.CrossOrigin;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import services.auth.oauth2.message.CrossOrigins;
import services.description.Answers;

/** The metadata where clients of OpenID Connect look for them, and where those of OAuth 2.0 do. */
@Controller("/.well-known")
@Secured(SecurityRule.IS_ANONYMOUS)
@CrossOrigin(allowedOriginsRegex = CrossOrigins.ANY, allowCredentials = false)
class MetadataController {

    private final MetadataResponses responses;

    MetadataController(MetadataResponses responses) {
        this.responses = responses;
    }

    /** Tells clients what this service can do and where (OpenID Connect Discovery 1.0). */
    @Get("/openid-configuration")
    @Answers(
            with = ProviderMetadataShape.class,
            headers = {"ETag", "Cache-Control"})
    @Answers(
            status = 304,
            headers = {"ETag", "Cache-Control"})
    HttpResponse<String> openidConfiguration(HttpRequest<?> request) {
        return responses.answer(request);
    }

    /** Tells clients what this service can do and where (RFC 8414). */
    @Get("/oauth-authorization-server")
    @Answers(
            with = ProviderMetadataShape.class,
            headers = {"ETag", "Cache-Control"})
    @Answers(
            status = 304,
            headers = {"ETag", "Cache-Control"})
    HttpResponse<String> authorizationServer(HttpRequest<?> request) {
        return responses.answer(request);
    }
}
