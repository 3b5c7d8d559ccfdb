package services.resource.tokenvalidation;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

/** Asks auth-service whether the token is live, and may be used by whoever presents it. */
@Singleton
final class AskAuthService implements Link {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TokenValidationClient client;

    AskAuthService(TokenValidationClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        PresentedToken token = passage.token().orElseThrow();
        return client.validate(token).thenApply(validation -> switch (validation) {
            case TokenValidation.Live live ->
                new Step.HandOn(passage.withDetails(live.details()).withNonce(live.nonce()));
            case TokenValidation.Dead dead ->
                new Step.Refuse(Refusal.invalidToken(token.scheme(), "the token is not live, or not the caller's"));
            case TokenValidation.ProofRefused proof ->
                new Step.Refuse(
                        Refusal.invalidProof("auth-service takes it for none").withNonce(proof.nonce()));
            case TokenValidation.NonceWanted wanted ->
                new Step.Refuse(Refusal.nonceWanted().withNonce(wanted.nonce()));
            case TokenValidation.Unavailable unavailable ->
                new Step.Refuse(Refusal.unavailable(RETRY_AFTER, unavailable.reason()));
        });
    }
}
