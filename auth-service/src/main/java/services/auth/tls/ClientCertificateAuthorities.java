package services.auth.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/** Who may say whose a client's certificate is (RFC 8705 section 2.1). */
@Context
public class ClientCertificateAuthorities {

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";

    private final Set<TrustAnchor> authorities;
    private final Clock clock;

    ClientCertificateAuthorities(TlsConfiguration configuration, Clock clock) {
        this.authorities = read(configuration.clientCertificateAuthoritiesPath());
        this.clock = clock;
    }

    private static Set<TrustAnchor> read(String path) {
        if (path.isEmpty()) {
            return Set.of();
        }
        try {
            return PemFiles.certificates(Files.readAllBytes(Path.of(path))).stream()
                    .map(certificate -> new TrustAnchor((X509Certificate) certificate, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateException | IOException e) {
            throw new StartException(
                    "AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_AUTHORITIES_PATH must name a PEM file with certificates: "
                            + e);
        }
    }

    /** Whether one of them has issued it, for clients, and it is valid now. */
    public boolean vouchFor(X509Certificate certificate) {
        return !authorities.isEmpty() && isForClients(certificate) && isIssued(certificate);
    }

    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(CLIENT_AUTHENTICATION) || usages.contains(ANY);
        } catch (CertificateException malformed) {
            return false;
        }
    }

    private boolean isIssued(Certificate certificate) {
        try {
            PKIXParameters parameters = new PKIXParameters(authorities);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return true;
        } catch (GeneralSecurityException notIssued) {
            return false;
        }
    }
}
