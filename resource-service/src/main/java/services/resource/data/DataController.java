package services.resource.data;

import java.net.URI;
import java.util.UUID;

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
import org.jspecify.annotations.Nullable;
import services.resource.error.ProblemCode;
import services.resource.error.ProblemException;
import services.resource.tokenvalidation.RequiresScope;
import services.resource.tokenvalidation.TokenDetails;

/** {@code /data}: the items of the user whose token is presented. */
@Controller("/data")
@ExecuteOn(TaskExecutors.BLOCKING)
class DataController {

    private final DataService data;

    DataController(DataService data) {
        this.data = data;
    }

    @Get
    @RequiresScope("data:read")
    String list(
            @RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String after) {
        return DataWriter.write(data.list(token.subject(), PageQuery.parse(limit, after)));
    }

    @Post
    @RequiresScope("data:write")
    HttpResponse<String> create(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, @Body byte[] body) {
        DataItem item = data.create(token.subject(), ContentReader.read(body));
        return HttpResponse.<String>created(URI.create("/data/" + item.id())).body(DataWriter.write(item));
    }

    @Get("/{id}")
    @RequiresScope("data:read")
    String find(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, String id) {
        return data.find(token.subject(), parseId(id)).map(DataWriter::write).orElseThrow(DataController::notFound);
    }

    @Put("/{id}")
    @RequiresScope("data:write")
    String replace(@RequestAttribute(TokenDetails.ATTRIBUTE) TokenDetails token, String id, @Body byte[] body) {
        return data.replace(token.subject(), parseId(id), ContentReader.read(body))
                .map(DataWriter::write)
                .orElseThrow(DataController::notFound);
    }

    @Delete("/{id}")
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
