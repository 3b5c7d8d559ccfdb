package services.auth.tls;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.auth.clientaddress.TrustedProxies;

/**
 * The certificates that clients show: in the handshake with this service, or in that with a trusted proxy, which hands them on in a
 * header. From anybody else the header says nothing.
 */
@Singleton
public class ClientCertificates {

    private final TrustedProxies trustedProxies;
    private final String header;
    private final boolean areTaken;
    private final String url;

    ClientCertificates(TrustedProxies trustedProxies, TlsConfiguration configuration) {
        this.trustedProxies = trustedProxies;
        this.header = configuration.clientCertificateHeader();
        this.areTaken = configuration.takesCertificates();
        this.url = configuration.clientCertificateUrl();
    }

    /** Whether a client can show one. */
    public boolean areTaken() {
        return areTaken;
    }

    /** The address of this service at which clients show them, where that is not its own (RFC 8705 section 5). */
    public Optional<String> url() {
        return url.isEmpty() ? Optional.empty() : Optional.of(url);
    }

    /**
     * The certificate of the client that made a request, if it showed one.
     *
     * @throws CertificateException when a trusted proxy hands on what is none
     */
    public Optional<X509Certificate> of(HttpRequest<?> request) throws CertificateException {
        if (!header.isEmpty() && trustedProxies.sent(request)) {
            return handedOn(request.getHeaders().getAll(header));
        }
        return request.getCertificate()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast);
    }

    private static Optional<X509Certificate> handedOn(List<String> values) throws CertificateException {
        if (values.isEmpty() || values.stream().allMatch(String::isBlank)) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new CertificateException("There are two certificates");
        }
        try {
            return Optional.of(parse(values.getFirst().strip()));
        } catch (IllegalArgumentException malformed) {
            throw new CertificateException("The certificate cannot be read", malformed);
        }
    }

    /** DER in base64 between colons (RFC 9440 section 2.1), or PEM, percent-encoded as nginx and others send it. */
    private static X509Certificate parse(String value) throws CertificateException {
        boolean isByteSequence = value.length() > 1 && value.startsWith(":") && value.endsWith(":");
        byte[] bytes = isByteSequence
                ? Base64.getDecoder().decode(value.substring(1, value.length() - 1))
                // a plus sign stands for itself: it is part of base64
                : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.US_ASCII);
        Collection<? extends Certificate> certificates = PemFiles.certificates(bytes);
        if (certificates.isEmpty() || !(certificates.iterator().next() instanceof X509Certificate certificate)) {
            throw new CertificateException("There is no certificate");
        }
        return certificate;
    }
}
