package services.resource.data;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;
import services.description.Answers;
import services.description.Refuses;
import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;
import services.resource.tokenvalidation.RequiresScope;
import services.resource.tokenvalidation.TokenDetails;

/** {@code /data}: the items of the user whose token is presented. */
@Controller("/data")
class DataController {

    private final DataService data;

    DataController(DataService data) {
        this.data = data;
    }

    /** Lists the own items. */
    @Get
    @Answers(with = DataShapes.PageResponse.class)
    @RequiresScope("data:read")
    CompletionStage<String> list(
            @RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token,
            @Limit @Nullable @QueryValue String limit,
            @After @Nullable @QueryValue String after) {
        return data.list(token.subject(), PageQuery.parse(limit, after)).thenApply(DataWriter::write);
    }

    /** Keeps a new item. */
    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Answers(status = 201, with = DataShapes.Response.class, headers = "Location")
    @Refuses(status = 400, code = "invalid_json", when = "The body is not well-formed JSON in UTF-8.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DataShapes.Request.class)))
    @RequiresScope("data:write")
    HttpResponse<String> create(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, @Body byte[] body) {
        DataItem item = data.create(token.subject(), ContentReader.read(body));
        return HttpResponse.<String>created(URI.create("/data/" + item.id())).body(DataWriter.write(item));
    }

    /** Shows one of the own items. */
    @Get("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Answers(with = DataShapes.Response.class)
    @Refuses(status = 404, code = "not_found", when = "You have no such item.")
    @RequiresScope("data:read")
    String find(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, String id) {
        return data.find(token.subject(), parseId(id)).map(DataWriter::write).orElseThrow(DataController::notFound);
    }

    /** Replaces the content of one of the own items. */
    @Put("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Answers(with = DataShapes.Response.class)
    @Refuses(status = 404, code = "not_found", when = "You have no such item.")
    @Refuses(status = 400, code = "invalid_json", when = "The body is not well-formed JSON in UTF-8.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DataShapes.Request.class)))
    @RequiresScope("data:write")
    String replace(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, String id, @Body byte[] body) {
        return data.replace(token.subject(), parseId(id), ContentReader.read(body))
                .map(DataWriter::write)
                .orElseThrow(DataController::notFound);
    }

    /** Deletes one of the own items. */
    @Delete("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Answers(status = 204)
    @Refuses(status = 404, code = "not_found", when = "You have no such item.")
    @RequiresScope("data:write")
    HttpResponse<?> delete(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, String id) {
        if (!data.delete(token.subject(), parseId(id))) {
            throw notFound();
        }
        return HttpResponse.noContent();
    }

    /** What is no id names nothing, so that it is answered like an id that nobody has. */
    private static UUID parseId(String text) {
        try {
            UUID id = UUID.fromString(text);
            // UUID.fromString also takes short forms such as 1-1-1-1-1
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw notFound();
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND);
    }
}
