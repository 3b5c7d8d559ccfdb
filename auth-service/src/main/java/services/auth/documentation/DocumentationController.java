package services.auth.documentation;

import java.util.Optional;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;

/** {@code GET /openapi.yml} and {@code GET /docs}. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "auth-service",
                        version = "1",
                        description =
                                "Registers users, logs them in, issues access tokens and tells whether a token is live."),
        servers = @Server(url = "/"))
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "`token` of the answer to POST /login. One that is bound to a key goes as `Authorization: DPoP`, with a proof in the"
                        + " header `DPoP` (RFC 9449)")
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-API-KEY",
        description = "`key` of the answer to POST /users/me/api-keys")
@SecurityScheme(
        name = "client",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "client_id and client_secret (RFC 6749 section 2.3.1)")
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class DocumentationController {

    @Get(value = "/openapi.yml", produces = "application/yaml")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> description() {
        return Document.DESCRIPTION.toResponse();
    }

    @Get(value = "/docs", produces = MediaType.TEXT_HTML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> page() {
        return Document.PAGE.toResponse();
    }

    @Get(value = "/docs/{name}", produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Optional<HttpResponse<byte[]>> part(String name) {
        return Document.partOfThePage(name).map(Document::toResponse);
    }
}
