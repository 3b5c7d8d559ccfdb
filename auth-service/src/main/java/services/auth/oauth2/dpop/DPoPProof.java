package services.auth.oauth2.dpop;

import java.time.Instant;
import java.util.Optional;

/**
 * What a DPoP proof says, which is signed with the key that it names (RFC 9449 section 4.2).
 *
 * @param keyThumbprint of that key (RFC 7638)
 * @param id {@code jti}
 * @param method {@code htm}
 * @param target {@code htu}
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}, which the standard does not ask for
 * @param accessTokenHash {@code ath}
 * @param nonce {@code nonce}
 */
record DPoPProof(
        String keyThumbprint,
        String id,
        String method,
        TargetUri target,
        Instant issuedAt,
        Optional<Instant> expiresAt,
        Optional<String> accessTokenHash,
        Optional<String> nonce) {}
