package services.resource.tokenvalidation;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

/** Asks auth-service whether the token is live. */
@Singleton
final class AskAuthService implements Link {

    private final TokenValidationClient client;

    AskAuthService(TokenValidationClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        String token = passage.token().orElseThrow();
        return client.validate(token).thenApply(validation -> switch (validation) {
            case TokenValidation.Live live -> new Step.HandOn(passage.withDetails(live.details()));
            case TokenValidation.Dead dead -> new Step.Refuse(Refusal.invalidToken("the token is not live"));
            case TokenValidation.Unavailable unavailable ->
                new Step.Refuse(Refusal.unavailable(unavailable.retryAfter(), unavailable.reason()));
        });
    }
}
