package services.auth.token;

import java.security.cert.X509Certificate;
import java.util.Optional;

import com.nimbusds.jose.util.X509CertUtils;

/**
 * What whoever presents a token must prove to have (RFC 7800 section 3.1); nothing of a bearer token.
 *
 * @param keyThumbprint {@code jkt}: SHA-256 of a key for DPoP (RFC 9449 section 6.1)
 * @param certificateThumbprint {@code x5t#S256}: SHA-256 of a certificate for mutual TLS (RFC 8705 section 3.1)
 */
public record Confirmation(Optional<String> keyThumbprint, Optional<String> certificateThumbprint) {

    /** Of a bearer token (RFC 6750 section 1.2). */
    public static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

    public static Confirmation ofKey(String thumbprint) {
        return new Confirmation(Optional.of(thumbprint), Optional.empty());
    }

    public static Confirmation ofCertificate(String thumbprint) {
        return new Confirmation(Optional.empty(), Optional.of(thumbprint));
    }

    /** {@code x5t#S256} of a certificate (RFC 8705 section 3.1). */
    public static String thumbprint(X509Certificate certificate) {
        return X509CertUtils.computeSHA256Thumbprint(certificate).toString();
    }

    public boolean isNone() {
        return keyThumbprint.isEmpty() && certificateThumbprint.isEmpty();
    }

    /** {@code token_type} of a token that is bound so (RFC 9449 section 5, RFC 8705 section 3). */
    public String tokenType() {
        return keyThumbprint.isPresent() ? "DPoP" : "Bearer";
    }
}
