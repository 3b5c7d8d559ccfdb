package services.auth.clientadministration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.Valid;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientRegistrations.Registered;
import services.auth.oauth2.client.ClientRegistrations.SecretOutcome;
import services.auth.oauth2.client.ClientShape;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.PageQuery;
import services.auth.request.PathId;
import services.auth.request.Precondition;
import services.auth.request.RefusesStaleChanges;
import services.description.Answers;
import services.description.Refuses;

/** {@code /clients}: the applications that may use this service, for administrators. */
@Controller("/clients")
@Secured(Caller.CLIENTS_WRITE)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientController {

    private final ClientAdministration administration;
    private final ClientAnswers answers;

    ClientController(ClientAdministration administration, ClientAnswers answers) {
        this.administration = administration;
        this.answers = answers;
    }

    /** Lists the clients, newest first. */
    @Get
    @Secured(Caller.CLIENTS_READ)
    @Answers(with = ClientPageShape.class)
    HttpResponse<String> list(@Limit @Nullable @QueryValue String limit, @After @Nullable @QueryValue String after) {
        return json(HttpResponse.ok(), answers.of(administration.list(PageQuery.parse(limit, after))));
    }

    /** Registers a client. If it takes a secret, that is in the answer, this once. */
    @Post
    @Answers(
            status = 201,
            with = ClientShape.class,
            headers = {"ETag", "Location"})
    @Refuses(
            status = 400,
            code = "invalid_client_metadata",
            when = "A member is not as it must be. The detail names it.")
    @Refuses(status = 400, code = "invalid_redirect_uri", when = "A redirect URI is not as it must be.")
    @Refuses(status = 403, code = "insufficient_rights", when = "The scope has what the caller may not do.")
    @Refuses(status = 409, code = "client_exists", when = "There is a client of this name.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClientRequestShape.class)))
    HttpResponse<String> create(Authentication authentication, @Parameter(hidden = true) @Body byte @Nullable [] body) {
        Registered registered = administration.create(Caller.of(authentication).userId(), parse(body));
        return tagged(HttpResponse.created(""), answers.of(registered), registered.client())
                .header(HttpHeaders.LOCATION, "/clients/" + registered.client().clientId());
    }

    /** Shows a client. */
    @Get("/{id}")
    @Secured(Caller.CLIENTS_READ)
    @Answers(with = ClientShape.class, headers = "ETag")
    @Refuses(status = 404, code = "not_found", when = "There is no such client.")
    HttpResponse<String> show(String id) {
        Client client = administration.find(id);
        return tagged(HttpResponse.ok(), answers.of(client), client);
    }

    /** Registers a client anew: what is not sent is not registered any more. */
    @Put("/{id}")
    @Answers(with = ClientShape.class, headers = "ETag")
    @Refuses(
            status = 400,
            code = "invalid_client_metadata",
            when = "A member is not as it must be. The detail names it.")
    @Refuses(status = 400, code = "invalid_redirect_uri", when = "A redirect URI is not as it must be.")
    @Refuses(status = 403, code = "insufficient_rights", when = "The client may do what the caller may not.")
    @Refuses(status = 404, code = "not_found", when = "There is no such client.")
    @RefusesStaleChanges
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ClientRequestShape.class)))
    HttpResponse<String> replace(
            Authentication authentication,
            HttpRequest<?> request,
            String id,
            @Parameter(hidden = true) @Body byte @Nullable [] body) {
        Registered registered =
                administration.replace(Caller.of(authentication).userId(), id, parse(body), Precondition.of(request));
        return tagged(HttpResponse.ok(), answers.of(registered), registered.client());
    }

    /** Removes a client. All logins at it are over. */
    @Delete("/{id}")
    @Answers(status = 204)
    @Refuses(status = 403, code = "insufficient_rights", when = "The client may do what the caller may not.")
    @Refuses(status = 404, code = "not_found", when = "There is no such client.")
    @RefusesStaleChanges
    HttpResponse<?> remove(Authentication authentication, HttpRequest<?> request, String id) {
        administration.remove(Caller.of(authentication).userId(), id, Precondition.of(request));
        return HttpResponse.noContent();
    }

    /** Makes another secret of a client, which is shown this once. The one before is good for a while. */
    @Post("/{id}/secrets")
    @Answers(status = 201, with = NewClientSecretShape.class, headers = "ETag")
    @Refuses(status = 403, code = "insufficient_rights", when = "The client may do what the caller may not.")
    @Refuses(status = 404, code = "not_found", when = "There is no such client.")
    @Refuses(status = 409, code = "too_many_secrets", when = "Two secrets of the client are good.")
    @Refuses(status = 409, code = "no_secret_taken", when = "The client proves itself otherwise.")
    @RefusesStaleChanges
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> addSecret(
            Authentication authentication,
            HttpRequest<?> request,
            String id,
            @Nullable @Valid @Body NewSecretRequest wanted) {
        Integer seconds = wanted == null ? null : wanted.overlapSeconds();
        SecretOutcome.Made made = administration.addSecret(
                Caller.of(authentication).userId(),
                id,
                seconds == null ? null : Duration.ofSeconds(seconds),
                Precondition.of(request));
        return tagged(HttpResponse.created(""), answers.of(made.secret()), made.client());
    }

    /** Deletes a secret of a client: it is good no longer. */
    @Delete("/{id}/secrets/{secretId}")
    @Answers(status = 204)
    @Refuses(status = 403, code = "insufficient_rights", when = "The client may do what the caller may not.")
    @Refuses(status = 404, code = "not_found", when = "There is no such client, or no such secret of it.")
    @RefusesStaleChanges
    HttpResponse<?> deleteSecret(Authentication authentication, HttpRequest<?> request, String id, String secretId) {
        administration.deleteSecret(Caller.of(authentication).userId(), id, secret(secretId), Precondition.of(request));
        return HttpResponse.noContent();
    }

    private static UUID secret(String id) {
        return PathId.parse(
                id,
                () -> new ProblemException(Problem.of(
                        HttpStatus.NOT_FOUND, "not_found", "There is no such client, or no such secret of it.")));
    }

    private static JSONObject parse(byte @Nullable [] body) {
        try {
            return JSONObjectUtils.parse(body == null ? "" : new String(body, StandardCharsets.UTF_8));
        } catch (ParseException malformed) {
            throw new ProblemException(Problem.invalidRequest("The body is no JSON object."));
        }
    }

    private static MutableHttpResponse<String> tagged(MutableHttpResponse<?> response, String body, Client client) {
        return json(response, body).header(HttpHeaders.ETAG, Precondition.tag(client.version()));
    }

    private static MutableHttpResponse<String> json(MutableHttpResponse<?> response, String body) {
        return response.contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }
}
