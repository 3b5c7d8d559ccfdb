package services.auth.oauth2.discovery;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.cors.CrossOrigin;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import services.auth.oauth2.message.CrossOrigins;
import services.auth.token.SigningKeys;
import services.description.Answers;

/** {@code GET /.well-known/jwks.json}: the public signing keys (RFC 7517 section 5). */
@Controller("/.well-known/jwks.json")
@Secured(SecurityRule.IS_ANONYMOUS)
@CrossOrigin(allowedOriginsRegex = CrossOrigins.ANY, allowCredentials = false)
class JwkSetController {

    private final SigningKeys signingKeys;

    JwkSetController(SigningKeys signingKeys) {
        this.signingKeys = signingKeys;
    }

    /** Shows the public signing keys (RFC 7517). */
    @Get
    @Answers(with = JwkSetShape.class)
    HttpResponse<String> jwkSet() {
        return HttpResponse.ok(signingKeys.jwkSet())
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        "public, max-age=" + signingKeys.jwkSetCacheTime().toSeconds());
    }
}
