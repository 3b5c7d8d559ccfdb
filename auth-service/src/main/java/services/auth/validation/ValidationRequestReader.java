package services.auth.validation;

import java.io.IOException;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import services.auth.json.MemberReader;
import tools.jackson.core.JsonParser;

/** Reads what is asked about a token. Whatever the validator would find nothing wrong with, it is not asked about. */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Order(MemberReader.BEFORE_ALL_OTHERS)
final class ValidationRequestReader extends MemberReader<ValidationRequest> {

    private final Validator validator;

    ValidationRequestReader(Validator validator) {
        this.validator = validator;
    }

    /** @throws ConstraintViolationException when a member is missing */
    @Override
    protected ValidationRequest read(JsonParser parser) throws IOException {
        ValidationRequest request = question(parser);
        if (!request.isComplete()) {
            throw new ConstraintViolationException(validator.validate(request));
        }
        return request;
    }

    @SuppressWarnings("NullAway") // what is missing is found afterwards
    static ValidationRequest question(JsonParser parser) throws IOException {
        requireObject(parser);
        String token = null;
        ValidationRequest.Proof dpop = null;
        String certificateThumbprint = null;
        for (String name = nextMember(parser); name != null; name = nextMember(parser)) {
            switch (name) {
                case "token" -> token = text(parser);
                case "dpop" -> dpop = isNull(parser) ? null : proof(parser);
                case "x5t#S256" -> certificateThumbprint = text(parser);
                default -> parser.skipChildren();
            }
        }
        return new ValidationRequest(token, dpop, certificateThumbprint);
    }

    @SuppressWarnings("NullAway") // as above
    private static ValidationRequest.Proof proof(JsonParser parser) throws IOException {
        requireObject(parser);
        @Nullable String proof = null;
        @Nullable String htm = null;
        @Nullable String htu = null;
        for (String name = nextMember(parser); name != null; name = nextMember(parser)) {
            switch (name) {
                case "proof" -> proof = text(parser);
                case "htm" -> htm = text(parser);
                case "htu" -> htu = text(parser);
                default -> parser.skipChildren();
            }
        }
        return new ValidationRequest.Proof(proof, htm, htu);
    }
}
