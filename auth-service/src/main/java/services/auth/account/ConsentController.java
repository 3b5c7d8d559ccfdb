package services.auth.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.oauth2.consent.Consents;
import services.auth.paging.After;
import services.auth.paging.Limit;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.description.Answers;
import services.description.Refuses;

/** {@code /users/me/consents}: what the caller has allowed clients, to be seen and withdrawn. */
@Controller("/users/me/consents")
@Secured(Caller.USER)
class ConsentController {

    private final Consents consents;

    ConsentController(Consents consents) {
        this.consents = consents;
    }

    /** Lists the clients that may act for the caller. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<ConsentResponse> list(
            Authentication authentication,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        return consents.list(Caller.of(authentication).userId(), PageQuery.parse(limit, after))
                .map(ConsentResponse::of);
    }

    /** Withdraws what the caller has allowed a client: its tokens are dead. */
    @Delete("/{clientId}")
    @Answers(status = 204)
    @Refuses(status = 404, code = "not_found", when = "You have allowed no such client anything.")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> withdraw(Authentication authentication, String clientId) {
        if (!consents.withdraw(Caller.of(authentication).userId(), clientId)) {
            throw new ProblemException(
                    Problem.of(HttpStatus.NOT_FOUND, "not_found", "You have allowed no such client anything."));
        }
        return HttpResponse.noContent();
    }
}
