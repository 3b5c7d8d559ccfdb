package services.auth.authentication;

import java.util.List;

import services.auth.oauth2.dpop.DPoPProofs;

/** What a refused request is told to present (RFC 6750 section 3, RFC 9449 section 7.1): one of two schemes, first the one that it tried. */
public final class Challenges {

    private static final String BEARER = "Bearer realm=\"auth-service\"";
    private static final String ALGORITHMS = ", algs=\"" + String.join(" ", DPoPProofs.ALGORITHMS) + "\"";
    private static final String DPOP = "DPoP realm=\"auth-service\"" + ALGORITHMS;

    private Challenges() {}

    /** For a request that presented nothing: of no error, only of the schemes. */
    static List<String> toAnybody() {
        return List.of(BEARER, DPOP);
    }

    /** What else a request may present whose refusal names one scheme: that challenge, and one of the other scheme. */
    public static List<String> beside(String challenge) {
        if (challenge.startsWith("DPoP ")) {
            return List.of(challenge + ALGORITHMS, BEARER);
        }
        return challenge.startsWith("Bearer ") ? List.of(challenge, DPOP) : List.of(challenge);
    }

    /** @param isWithProof whether the scheme was DPoP */
    static List<String> to(boolean isWithProof, String error) {
        String told = ", error=\"" + error + "\"";
        return isWithProof ? List.of(DPOP + told, BEARER) : List.of(BEARER + told, DPOP);
    }
}
