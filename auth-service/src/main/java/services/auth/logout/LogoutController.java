package services.auth.logout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.session.Sessions;

/** {@code POST /logout}: ends the login of the presented token, or every login of its user. */
@Controller("/logout")
@Secured(Caller.USER)
class LogoutController {

    private final Sessions sessions;

    LogoutController(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param everywhere whether every login of the user ends */
    @Serdeable
    record LogoutRequest(
            @Schema(example = "false") @Nullable Boolean everywhere) {}

    /** @param sessionsEnded how many logins ended */
    @Serdeable
    record LogoutResponse(
            @JsonProperty("logged_out") boolean loggedOut,
            @JsonProperty("sessions_ended") int sessionsEnded) {}

    /** Ends the login of the token, or every login of its user. */
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    LogoutResponse logout(Authentication authentication, @Nullable @Body LogoutRequest logout) {
        Caller caller = Caller.of(authentication);
        boolean everywhere = logout != null && Boolean.TRUE.equals(logout.everywhere());
        int ended = everywhere
                ? sessions.endEverywhere(caller.userId())
                : sessions.end(caller.sessionId(), caller.userId());
        return new LogoutResponse(true, ended);
    }
}
