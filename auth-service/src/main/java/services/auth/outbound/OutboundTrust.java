package services.auth.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import services.auth.error.StartException;

/** Whose certificates are believed: those that the JDK trusts, and those of a file. */
final class OutboundTrust {

    private OutboundTrust() {}

    /**
     * Makes the TLS of outgoing requests.
     *
     * @param path a PEM file; empty for none
     * @throws StartException when it cannot be read
     */
    static SSLContext tls(String path) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(path.isEmpty() ? null : store(path));
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartException(
                    "AUTH_SERVICE_OUTBOUND_TRUST_CERTIFICATES_PATH must name a PEM file with certificates: "
                            + e.getMessage());
        }
    }

    private static KeyStore store(String path) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (X509Certificate authority : authoritiesOfTheJdk()) {
            store.setCertificateEntry("authority-" + count++, authority);
        }
        try (InputStream pem = Files.newInputStream(Path.of(path))) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        return store;
    }

    private static X509Certificate[] authoritiesOfTheJdk() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
