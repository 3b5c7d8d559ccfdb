package services.auth.account;

import java.time.Clock;
import java.util.UUID;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import services.auth.apikey.ApiKeys;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.request.PathId;
import services.description.Answers;
import services.description.Refuses;

/** {@code /users/me/api-keys}: the API keys of the caller. No API key makes, shows or deletes one: that takes a login. */
@Controller("/users/me/api-keys")
@Secured(Caller.USER)
class ApiKeyController {

    private final ApiKeys apiKeys;
    private final Clock clock;

    ApiKeyController(ApiKeys apiKeys, Clock clock) {
        this.apiKeys = apiKeys;
        this.clock = clock;
    }

    /** Makes an API key, which is shown this once. */
    @Post
    @Answers(status = 201, with = NewApiKeyResponse.class)
    @Refuses(status = 400, code = "invalid_scope", when = "Your roles do not give all of these scopes.")
    @Refuses(status = 409, code = "too_many_api_keys", when = "You have as many API keys as one can have.")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> create(Authentication authentication, @Valid @Body ApiKeyRequest wanted) {
        UUID userId = Caller.of(authentication).userId();
        return switch (apiKeys.create(userId, wanted.name(), wanted.scope(), wanted.expiry(clock.instant()))) {
            case ApiKeys.Outcome.Created created ->
                HttpResponse.created(NewApiKeyResponse.of(created)).header(HttpHeaders.CACHE_CONTROL, "no-store");
            case ApiKeys.Outcome.TooMuchScope ignored ->
                problem(HttpStatus.BAD_REQUEST, "invalid_scope", "Your roles do not give all of these scopes.");
            case ApiKeys.Outcome.TooMany ignored ->
                problem(
                        HttpStatus.CONFLICT,
                        "too_many_api_keys",
                        "You have " + ApiKeys.MAX_PER_USER + " API keys. Delete one first.");
            case ApiKeys.Outcome.UserGone ignored ->
                problem(HttpStatus.UNAUTHORIZED, "invalid_token", "The token is not live.");
        };
    }

    /** Lists the own API keys. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<ApiKeyResponse> list(
            Authentication authentication,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        return apiKeys.list(Caller.of(authentication).userId(), PageQuery.parse(limit, after))
                .map(ApiKeyResponse::of);
    }

    /** Deletes one of the own API keys: it is dead. */
    @Delete("/{id}")
    @Answers(status = 204)
    @Refuses(status = 404, code = "not_found", when = "You have no such API key.")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> delete(Authentication authentication, String id) {
        UUID userId = Caller.of(authentication).userId();
        if (!apiKeys.delete(PathId.parse(id, ApiKeyController::unknown), userId)) {
            throw unknown();
        }
        return HttpResponse.noContent();
    }

    private static HttpResponse<?> problem(HttpStatus status, String code, String detail) {
        return Problem.of(status, code, detail).toResponse();
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "You have no such API key."));
    }
}
