package services.auth.validation;

import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/** @param answers one to each question, in their order */
@Serdeable
record ManyValidationsResponse(
        @ArraySchema(
                schema = @Schema(anyOf = {ValidationResponse.class, DeadTokenResponse.class, NoVerdictResponse.class}))
        List<Object> answers) {

    static ManyValidationsResponse of(List<Verdict> verdicts) {
        return new ManyValidationsResponse(
                verdicts.stream().map(ManyValidationsResponse::answer).toList());
    }

    private static Object answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Live live -> live.response();
            case Verdict.Dead dead -> dead.response();
            case Verdict.Unknown ignored -> NoVerdictResponse.UNAVAILABLE;
        };
    }
}
