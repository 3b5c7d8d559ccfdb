package services.auth.refresh;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Problem;
import services.auth.session.PresentedRefreshToken;
import services.auth.session.RefreshTokens;
import services.auth.session.TokenPair;
import services.description.Answers;
import services.description.Refuses;

/** {@code POST /refresh}: a refresh token, good for one refresh, against a new pair of tokens. */
@Controller("/refresh")
@Secured(SecurityRule.IS_ANONYMOUS)
class RefreshController {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshController.class);

    private final RefreshTokens refreshTokens;

    RefreshController(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    /** Changes a refresh token into a new pair of tokens; the old pair is dead. */
    @Post
    @Answers(with = TokenPair.class)
    @Refuses(status = 401, code = "invalid_refresh_token", when = "The refresh token is not good. Log in again.")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> refresh(@Valid @Body RefreshRequest refresh) {
        return switch (refreshTokens.rotate(PresentedRefreshToken.ofLogin(refresh.refreshToken()))) {
            case RefreshTokens.Outcome.Rotated rotated -> {
                LOG.info("Session {} refreshed", rotated.tokens().sessionId());
                yield HttpResponse.ok(TokenPair.of(rotated.tokens())).header(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            case RefreshTokens.Outcome.Refused refused -> refused(refused.reason());
            case RefreshTokens.Outcome.BeyondScope ignored -> refused("its scope was not granted");
        };
    }

    private static HttpResponse<?> refused(String reason) {
        LOG.info("Refresh refused: {}", reason);
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "invalid_refresh_token",
                        "The refresh token is not good. Log in again.")
                .toResponse();
    }
}
