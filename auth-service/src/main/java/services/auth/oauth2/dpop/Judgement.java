package services.auth.oauth2.dpop;

/** What a DPoP proof is worth. */
public sealed interface Judgement {

    /** Whoever made the request has the key of that thumbprint (RFC 7638). */
    record Proven(String keyThumbprint) implements Judgement {}

    /** Whoever made the request has another key than the one that the token is bound to: {@code invalid_token}. */
    record OtherKey() implements Judgement {}

    /** It is good in all else, but has no nonce that is good now: {@code use_dpop_nonce}. */
    record NonceWanted() implements Judgement {}

    /**
     * Nothing: {@code invalid_dpop_proof}.
     *
     * @param reason for the log
     */
    record Invalid(String reason) implements Judgement {}
}
