package services.auth.oauth2.discovery;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.cors.CrossOrigin;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.oauth2.message.CrossOrigins;

/**
 * The metadata of an issuer with a path: the well-known path comes before the issuer's own (RFC 8414 section 3.1). After it, where
 * OpenID Connect Discovery 1.0 section 4 has it, the proxy that gives this service its path takes that away.
 */
@Controller("/.well-known")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@CrossOrigin(allowedOriginsRegex = CrossOrigins.ANY, allowCredentials = false)
class IssuerPathController {

    private final MetadataResponses responses;
    private final ProviderMetadata metadata;

    IssuerPathController(MetadataResponses responses, ProviderMetadata metadata) {
        this.responses = responses;
        this.metadata = metadata;
    }

    @Get("/openid-configuration/{+path}")
    HttpResponse<String> openidConfiguration(HttpRequest<?> request, String path) {
        return answer(request, path);
    }

    @Get("/oauth-authorization-server/{+path}")
    HttpResponse<String> authorizationServer(HttpRequest<?> request, String path) {
        return answer(request, path);
    }

    private HttpResponse<String> answer(HttpRequest<?> request, String path) {
        if (!metadata.isOfIssuer(path)) {
            throw new ProblemException(
                    Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no issuer of that path here."));
        }
        return responses.answer(request);
    }
}
