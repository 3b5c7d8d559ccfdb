package services.auth.keyrotation;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import services.auth.authentication.Caller;
import services.auth.token.KeyRotation;
import services.description.Answers;

/** {@code POST /signing-keys/rotation}: a new key takes over in a moment, and if need be the others die at once. */
@Controller("/signing-keys/rotation")
@Secured(Caller.SYSTEM_WRITE)
class KeyRotationController {

    private final KeyRotation keyRotation;

    KeyRotationController(KeyRotation keyRotation) {
        this.keyRotation = keyRotation;
    }

    /** @param compromised whether the present keys may be in wrong hands, so that their tokens must die */
    @Serdeable
    record RotationRequest(
            @Schema(example = "false") @Nullable Boolean compromised) {}

    /**
     * @param kid of the new key
     * @param activeFrom when it takes over, in RFC 3339
     */
    @Serdeable
    record RotationResponse(
            String kid, @JsonProperty("active_from") Instant activeFrom) {}

    /** Makes a signing key that takes over in a moment. For superusers. */
    @Post
    @Answers(status = 202, with = RotationResponse.class)
    @Consumes(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<RotationResponse> rotate(@Nullable @Body RotationRequest request) {
        boolean compromised = request != null && Boolean.TRUE.equals(request.compromised());
        KeyRotation.Successor successor = keyRotation.rotateNow(compromised);
        return HttpResponse.accepted().body(new RotationResponse(successor.keyId(), successor.activeFrom()));
    }
}
