package services.auth.validation;

import java.util.concurrent.CompletionStage;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.servers.Server;
import services.auth.authentication.Caller;

/** {@code POST /validateTokens}: what {@code /validateToken} tells, about many tokens in one call. Never blocks. */
@Controller(value = "/validateTokens", port = "${auth-service.internal-port}")
@Secured(Caller.TOKEN_VALIDATE)
class ManyValidationsController {

    private final TokenJudge judge;

    ManyValidationsController(TokenJudge judge) {
        this.judge = judge;
    }

    /** Tells of each of many tokens or API keys whether it is live, in their order. For resource servers, on the internal listener alone. */
    @Post
    @Server(url = "http://localhost:8081", description = "The internal listener, which the outside does not reach")
    CompletionStage<ManyValidationsResponse> validate(@Body ManyValidationsRequest request) {
        return judge.judge(request.questions()).thenApply(ManyValidationsResponse::of);
    }
}
