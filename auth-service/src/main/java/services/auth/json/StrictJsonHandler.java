package services.auth.json;

import java.io.IOException;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads whatever the library can read, after a look at whether it is {@link StrictJson}. */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Order(StrictJsonHandler.BEFORE_THE_LIBRARY)
final class StrictJsonHandler<T> extends StrictJsonReader<T> {

    static final int BEFORE_THE_LIBRARY = -100;

    private final JsonMapper mapper;

    StrictJsonHandler(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    @Nullable
    T read(Argument<T> type, byte[] body) throws IOException {
        try (JsonParser parser = StrictJson.parser(body)) {
            parser.skipChildren();
            StrictJson.requireEnd(parser);
        }
        return mapper.readValue(body, type);
    }
}
