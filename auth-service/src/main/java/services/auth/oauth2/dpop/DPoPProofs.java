package services.auth.oauth2.dpop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.UnavailableException;
import services.auth.oauth2.message.RefusedException;
import services.auth.redis.RedisAnswer;
import services.auth.token.Confirmation;
import services.auth.token.Secrets;

/** Judges DPoP proofs (RFC 9449 section 4.3). Each is good once, for a minute. */
@Singleton
public class DPoPProofs {

    /** The header that carries a proof. */
    public static final String HEADER = "DPoP";

    /** What proofs may be signed with, as a challenge names them ({@code algs}, RFC 9449 section 7.1). */
    public static final List<String> ALGORITHMS =
            DPoPProofReader.ALGORITHMS.stream().map(JWSAlgorithm::getName).toList();

    private static final Logger LOG = LoggerFactory.getLogger(DPoPProofs.class);

    private final DPoPProofStore store;
    private final DPoPNonces nonces;
    private final DPoPConfiguration configuration;
    private final Clock clock;

    DPoPProofs(DPoPProofStore store, DPoPNonces nonces, DPoPConfiguration configuration, Clock clock) {
        this.store = store;
        this.nonces = nonces;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * The token that comes with a proof.
     *
     * @param keyThumbprint {@code jkt}: to which key it is bound
     */
    public record Binding(String token, String keyThumbprint) {

        @Override
        public String toString() {
            return "Binding";
        }
    }

    /**
     * The key to which the tokens shall be bound that a client asks for (RFC 9449 section 5). Uses the proof up.
     *
     * @return nothing when the request brings no proof
     * @throws RefusedException {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     * @throws UnavailableException when nobody can tell whether the proof was used before
     */
    public Optional<Confirmation> findKey(HTTPRequest message) {
        List<String> headers = message.getHeaderValues(HEADER);
        if (headers == null || headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw refused("there are several");
        }
        PresentedProof presented = new PresentedProof(
                headers.getFirst(), message.getMethod().name(), message.getURI().toString());
        return switch (RedisAnswer.await(judge(presented))) {
            case Judgement.Proven proven -> Optional.of(Confirmation.ofKey(proven.keyThumbprint()));
            case Judgement.OtherKey ignored -> throw refused("it is of another key");
            case Judgement.NonceWanted ignored -> throw new RefusedException(OAuth2Error.USE_DPOP_NONCE);
            case Judgement.Invalid invalid -> throw refused(invalid.reason());
        };
    }

    private static RefusedException refused(String reason) {
        LOG.info("DPoP proof refused: {}", reason);
        return new RefusedException(OAuth2Error.INVALID_DPOP_PROOF);
    }

    /** Judges a proof that comes without a token; see {@link #judge(PresentedProof, Binding)}. */
    public CompletionStage<Judgement> judge(PresentedProof presented) {
        return judge(presented, Optional.empty());
    }

    /**
     * Judges a proof that comes with a token, to a protected resource (RFC 9449 section 7). Never blocks. Fails with
     * {@link UnavailableException} when nobody can tell whether the proof was used before.
     */
    public CompletionStage<Judgement> judge(PresentedProof presented, Binding binding) {
        return judge(presented, Optional.of(binding));
    }

    private CompletionStage<Judgement> judge(PresentedProof presented, Optional<Binding> binding) {
        DPoPProof proof;
        try {
            proof = DPoPProofReader.read(presented.jwt());
            checkRequest(proof, presented);
            checkTime(proof);
            if (binding.isPresent()) {
                checkToken(proof, binding.get().token());
            }
        } catch (InvalidProofException invalid) {
            return CompletableFuture.completedFuture(new Judgement.Invalid(String.valueOf(invalid.getMessage())));
        }
        if (binding.filter(bound -> !bound.keyThumbprint().equals(proof.keyThumbprint()))
                .isPresent()) {
            return CompletableFuture.completedStage(new Judgement.OtherKey());
        }
        if (nonces.areRequired() && proof.nonce().filter(nonces::isGood).isEmpty()) {
            return CompletableFuture.completedFuture(new Judgement.NonceWanted());
        }
        return use(proof);
    }

    private static void checkRequest(DPoPProof proof, PresentedProof presented) throws InvalidProofException {
        if (!proof.method().equals(presented.method())) {
            throw new InvalidProofException("it is for another method");
        }
        if (!Optional.of(proof.target()).equals(TargetUri.parse(presented.target()))) {
            throw new InvalidProofException("it is for another address");
        }
    }

    private void checkTime(DPoPProof proof) throws InvalidProofException {
        Instant now = clock.instant();
        if (proof.issuedAt().isAfter(now.plus(configuration.clockSkew()))) {
            throw new InvalidProofException("it is from the future");
        }
        if (!now.isBefore(end(proof))) {
            throw new InvalidProofException("it is too old");
        }
    }

    private Instant end(DPoPProof proof) {
        Instant end = proof.issuedAt().plus(configuration.proofTimeToLive()).plus(configuration.clockSkew());
        return proof.expiresAt().filter(end::isAfter).orElse(end);
    }

    /** {@code ath}: a proof for one token is none for another. */
    private static void checkToken(DPoPProof proof, String token) throws InvalidProofException {
        if (proof.accessTokenHash().filter(Secrets.hashInBase64(token)::equals).isEmpty()) {
            throw new InvalidProofException("it is for another token, or for none");
        }
    }

    private CompletionStage<Judgement> use(DPoPProof proof) {
        Duration untilEnd = Duration.between(clock.instant(), end(proof));
        return store.use(proof, untilEnd.isPositive() ? untilEnd : Duration.ofMillis(1))
                .thenApply(isFirst -> isFirst
                        ? new Judgement.Proven(proof.keyThumbprint())
                        : new Judgement.Invalid("it was used before"));
    }
}
