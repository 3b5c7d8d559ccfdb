package services.auth.administration;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;

import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import reactor.core.publisher.Flux;
import services.auth.authentication.Caller;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.description.Answers;

/** {@code POST /users/import}: accounts from another system, as many as there are, one in each line. */
@Controller("/users/import")
@Secured(Caller.USERS_WRITE)
class UserImportController {

    private static final String NDJSON = "application/x-ndjson";
    private static final int CHUNKS_AHEAD = 8;

    private final UserImport userImport;

    UserImportController(UserImport userImport) {
        this.userImport = userImport;
    }

    /**
     * Makes accounts, one of each line, and tells line by line what became of them. A file that broke off is sent again from
     * its start.
     */
    @Post(consumes = NDJSON, produces = NDJSON)
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = ImportedUser.class)))
    @Answers(with = ImportResult.class)
    @ExecuteOn(TaskExecutors.BLOCKING)
    StreamedFile create(Authentication authentication, ServerHttpRequest<?> request) {
        UUID actor = Caller.of(authentication).userId();
        Flux<byte[]> body =
                Flux.from(request.byteBody().toByteArrayPublisher()).onErrorMap(IOException.class, e -> brokenOff());
        try (Stream<byte[]> chunks = body.toStream(CHUNKS_AHEAD)) {
            return new StreamedFile(userImport.run(actor, new Lines(chunks.iterator())), MediaType.of(NDJSON));
        }
    }

    private static ProblemException brokenOff() {
        return new ProblemException(Problem.invalidRequest("The body ended before its end."));
    }
}
