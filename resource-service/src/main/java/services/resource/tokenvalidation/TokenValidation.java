package services.resource.tokenvalidation;

import java.util.Optional;

/** The answers about a token. "Cannot tell" is never taken for one of the others. */
sealed interface TokenValidation {

    /** @param nonce for the next proof, where proofs must have one (RFC 9449 §8.2) */
    record Live(TokenDetails details, Optional<String> nonce) implements TokenValidation {

        Live(TokenDetails details) {
            this(details, Optional.empty());
        }
    }

    record Dead() implements TokenValidation {}

    /** The token may be live, but the proof that came with it is none. */
    record ProofRefused(Optional<String> nonce) implements TokenValidation {}

    /** The proof lacks the nonce. */
    record NonceWanted(Optional<String> nonce) implements TokenValidation {}

    /** @param reason for the log */
    record Unavailable(String reason) implements TokenValidation {}
}
