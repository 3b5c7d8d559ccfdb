package services.resource.tokenvalidation;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the certificate that a client showed: on the connection, if TLS ends here, otherwise in the header in which a proxy of one's own hands
 * it on. Whether it is any good does not matter: only whoever has its private key can show it, and a token is bound to that one certificate.
 */
@Singleton
final class ClientCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(ClientCertificates.class);
    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String PEM_END = "-----END CERTIFICATE-----";

    private final String header;
    private final TrustedProxies trustedProxies;

    ClientCertificates(
            @Value("${resource-service.client-certificate-header:}") String header, TrustedProxies trustedProxies) {
        this.header = header.strip();
        this.trustedProxies = trustedProxies;
    }

    /** SHA-256 of it in base64url, {@code x5t#S256}; nothing when the client showed none. */
    Optional<String> findThumbprint(HttpRequest<?> request) {
        try {
            Optional<Certificate> certificate = request.getCertificate();
            if (certificate.isEmpty()) {
                certificate = findForwarded(request);
            }
            return certificate.isEmpty() ? Optional.empty() : Optional.of(thumbprint(certificate.get()));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            LOG.warn("A client's certificate cannot be read: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Certificate> findForwarded(HttpRequest<?> request) throws CertificateException {
        List<String> values =
                header.isEmpty() ? List.of() : request.getHeaders().getAll(header);
        // a client may send the header too: only what the proxy itself wrote is believed, and that is one
        return values.size() == 1 && !values.getFirst().isBlank() && trustedProxies.sent(request)
                ? Optional.of(parse(values.getFirst()))
                : Optional.empty();
    }

    /** Base64 between colons (RFC 9440 §2.1), or PEM in percent-encoding, as proxies wrote it before there was that. */
    private static Certificate parse(String text) throws CertificateException {
        String base64 = text.startsWith(":") || !text.contains("%")
                ? text
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        byte[] der = Base64.getMimeDecoder()
                .decode(base64.replace(PEM_BEGIN, "").replace(PEM_END, "").replace(":", ""));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String thumbprint(Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
