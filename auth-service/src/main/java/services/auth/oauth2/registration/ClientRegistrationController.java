package services.auth.oauth2.registration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.annotation.Nullable;
import services.auth.authentication.Caller;
import services.auth.clientaddress.ClientAddresses;
import services.auth.oauth2.client.ClientShape;
import services.auth.oauth2.message.OAuthEndpoint;
import services.auth.throttling.RefusesTooManyTries;
import services.description.Answers;

/** {@code /oauth2/register} (RFC 7591 section 3) and {@code /oauth2/register/{client_id}} (RFC 7592 section 2). */
@Controller("/oauth2/register")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientRegistrationController {

    private final OAuthEndpoint endpoint;
    private final SelfRegistration registration;
    private final RegistrationLimit limit;
    private final ClientAddresses clientAddresses;

    ClientRegistrationController(
            OAuthEndpoint endpoint,
            SelfRegistration registration,
            RegistrationLimit limit,
            ClientAddresses clientAddresses) {
        this.endpoint = endpoint;
        this.registration = registration;
        this.limit = limit;
        this.clientAddresses = clientAddresses;
    }

    /** Registers a client at its own request (RFC 7591). */
    @Post
    @Consumes(MediaType.ALL)
    @Answers(status = 201, with = ClientShape.class)
    @Answers(status = 400, with = RegistrationErrorShape.class)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 403, with = RegistrationErrorShape.class)
    @Answers(status = 503, with = RegistrationErrorShape.class)
    @RefusesTooManyTries
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClientMetadataShape.class)))
    HttpResponse<String> register(
            HttpRequest<?> request,
            @Nullable Authentication authentication,
            @Parameter(hidden = true) @Nullable @Body byte[] body) {
        limit.check(clientAddresses.of(request).network());
        boolean isAllowed = authentication != null && authentication.getRoles().contains(Caller.CLIENTS_REGISTER);
        return endpoint.answer(request, body, message -> registration.register(message, isAllowed));
    }

    /** Shows a client what is registered of it (RFC 7592). */
    @Get("/{clientId}")
    @Answers(with = ClientShape.class)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 503, with = RegistrationErrorShape.class)
    HttpResponse<String> show(HttpRequest<?> request, String clientId) {
        return endpoint.answer(request, null, message -> registration.show(message, clientId));
    }

    /** Registers something else of a client, at its own request (RFC 7592). */
    @Put("/{clientId}")
    @Consumes(MediaType.ALL)
    @Answers(with = ClientShape.class)
    @Answers(status = 400, with = RegistrationErrorShape.class)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 503, with = RegistrationErrorShape.class)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClientMetadataShape.class)))
    HttpResponse<String> replace(
            HttpRequest<?> request, String clientId, @Parameter(hidden = true) @Nullable @Body byte[] body) {
        return endpoint.answer(request, body, message -> registration.replace(message, clientId));
    }

    /** Removes a client at its own request (RFC 7592). All logins at it are over. */
    @Delete("/{clientId}")
    @Answers(status = 204)
    @Answers(status = 401, headers = "WWW-Authenticate")
    @Answers(status = 503, with = RegistrationErrorShape.class)
    HttpResponse<String> remove(HttpRequest<?> request, String clientId) {
        return endpoint.answer(request, null, message -> registration.remove(message, clientId));
    }
}
