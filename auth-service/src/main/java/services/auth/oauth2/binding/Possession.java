package services.auth.oauth2.binding;

/** Whether whoever presents a token may use it. */
public sealed interface Possession {

    /** The token is bound to nothing, or to what its presenter has. */
    record Proven() implements Possession {}

    /**
     * The token is bound to something else, or to nothing where something was to be proved: {@code invalid_token}.
     *
     * @param reason for the log
     */
    record NotProven(String reason) implements Possession {}

    /**
     * The proof is none: {@code invalid_dpop_proof}.
     *
     * @param reason for the log
     */
    record InvalidProof(String reason) implements Possession {}

    /** The proof lacks the nonce: {@code use_dpop_nonce}. */
    record NonceWanted() implements Possession {}

    /** Nobody can tell now whether the proof was used before. */
    record Unknown(Throwable cause) implements Possession {}
}
