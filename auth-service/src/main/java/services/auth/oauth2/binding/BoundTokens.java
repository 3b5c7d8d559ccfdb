package services.auth.oauth2.binding;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.oauth2.dpop.DPoPProofs;
import services.auth.oauth2.dpop.Judgement;
import services.auth.oauth2.dpop.PresentedProof;
import services.auth.token.AccessToken;

/** Judges whether whoever presents an access token is whom it was issued to (RFC 9449 section 7.1, RFC 8705 section 3). */
@Singleton
public class BoundTokens {

    private static final CompletionStage<Possession> PROVEN =
            CompletableFuture.completedFuture(new Possession.Proven());

    private final DPoPProofs proofs;

    BoundTokens(DPoPProofs proofs) {
        this.proofs = proofs;
    }

    /**
     * Judges, and uses the proof up. Never blocks and never fails; costs nothing where a bearer token is presented as one.
     *
     * @param token what the presented token says
     */
    public CompletionStage<Possession> check(Presentation presentation, AccessToken token) {
        Optional<String> certificate = token.confirmation().certificateThumbprint();
        if (certificate.isPresent() && !certificate.equals(presentation.certificateThumbprint())) {
            return notProven("it is bound to a certificate, and another one or none was shown");
        }
        Optional<String> key = token.confirmation().keyThumbprint();
        if (presentation.proof().isEmpty()) {
            return key.isEmpty() ? PROVEN : notProven("it is bound to a key, and was presented as a bearer token");
        }
        return key.isEmpty()
                ? notProven("it is bound to no key, and was presented with a proof")
                : checkProof(presentation.proof().get(), presentation.token(), key.get());
    }

    private CompletionStage<Possession> checkProof(PresentedProof proof, String token, String key) {
        return proofs.judge(proof, new DPoPProofs.Binding(token, key))
                .thenApply(BoundTokens::possession)
                .exceptionally(Possession.Unknown::new);
    }

    private static Possession possession(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Proven ignored -> new Possession.Proven();
            case Judgement.OtherKey ignored -> new Possession.NotProven("it is bound to another key");
            case Judgement.NonceWanted ignored -> new Possession.NonceWanted();
            case Judgement.Invalid invalid -> new Possession.InvalidProof(invalid.reason());
        };
    }

    private static CompletionStage<Possession> notProven(String reason) {
        return CompletableFuture.completedFuture(new Possession.NotProven(reason));
    }
}
