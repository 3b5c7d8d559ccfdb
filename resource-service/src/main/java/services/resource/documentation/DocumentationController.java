package services.resource.documentation;

import java.util.Optional;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import services.resource.tokenvalidation.OpenToEveryone;

/** {@code GET /openapi.yml} and {@code GET /docs}. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "resource-service",
                        version = "1",
                        description = "Keeps data for its users and gives it to the bearers of their live tokens."),
        servers = @Server(url = "/"))
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "`token` of the answer to POST /login of auth-service. One that is bound to a key goes as `Authorization: DPoP`, with a"
                        + " proof in the header `DPoP` (RFC 9449)")
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-API-KEY",
        description = "`key` of the answer to POST /users/me/api-keys of auth-service")
@Controller
@OpenToEveryone
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
