package services.auth.validation;

import java.util.concurrent.CompletionStage;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.servers.Server;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.description.Answers;

/** {@code POST /validateToken}: whether a token or an API key is live, for resource servers. Never blocks. */
@Controller(value = "/validateToken", port = "${auth-service.internal-port}")
@Secured(Caller.TOKEN_VALIDATE)
class ValidationController {

    private final TokenJudge judge;

    ValidationController(TokenJudge judge) {
        this.judge = judge;
    }

    /** Tells whether a token or an API key is live. For resource servers, on the internal listener alone. */
    @Post
    @Answers(with = {ValidationResponse.class, DeadTokenResponse.class})
    @Server(url = "http://localhost:8081", description = "The internal listener, which the outside does not reach")
    CompletionStage<HttpResponse<?>> validate(@Body ValidationRequest request) {
        return judge.judge(request).thenApply(ValidationController::answer);
    }

    private static HttpResponse<?> answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Live live -> HttpResponse.ok(live.response());
            case Verdict.Dead dead -> HttpResponse.ok(dead.response());
            case Verdict.Unknown ignored -> Problem.unavailable().toResponse();
        };
    }
}
