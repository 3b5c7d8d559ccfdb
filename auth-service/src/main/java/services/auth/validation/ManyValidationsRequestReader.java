package services.auth.validation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import services.auth.json.MemberReader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what is asked about many tokens, as {@link ValidationRequestReader} does about one. */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Order(MemberReader.BEFORE_ALL_OTHERS)
final class ManyValidationsRequestReader extends MemberReader<ManyValidationsRequest> {

    private final Validator validator;

    ManyValidationsRequestReader(Validator validator) {
        this.validator = validator;
    }

    /** @throws ConstraintViolationException when a member is missing, or there are too few or too many questions */
    @Override
    @SuppressWarnings("NullAway") // what is missing is found here
    protected ManyValidationsRequest read(JsonParser parser) throws IOException {
        requireObject(parser);
        List<ValidationRequest> questions = null;
        for (String name = nextMember(parser); name != null; name = nextMember(parser)) {
            if (name.equals("questions") && !isNull(parser)) {
                questions = questions(parser);
            } else {
                parser.skipChildren();
            }
        }
        ManyValidationsRequest request = new ManyValidationsRequest(questions);
        if (!request.isComplete()) {
            throw new ConstraintViolationException(validator.validate(request));
        }
        return request;
    }

    @SuppressWarnings("NullAway") // as above
    private static List<ValidationRequest> questions(JsonParser parser) throws IOException {
        requireArray(parser);
        List<@Nullable ValidationRequest> questions = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            questions.add(isNull(parser) ? null : ValidationRequestReader.question(parser));
        }
        return questions;
    }
}
