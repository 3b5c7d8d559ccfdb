package services.auth.tls;

import java.util.regex.Pattern;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import services.auth.error.StartException;

/**
 * @param enabled whether the listeners speak TLS
 * @param certificatePath a PEM file with the certificate chain
 * @param keyPath a PEM file with the private key (PKCS #8)
 * @param clientCertificates whether clients are asked for a certificate; they need not have one
 * @param clientCertificateAuthoritiesPath a PEM file with the authorities for {@code tls_client_auth}; empty for none
 * @param clientCertificateHeader in which header a trusted proxy hands on the certificate of its client; empty for none
 * @param clientCertificateUrl the address under which clients show certificates, where that is another one; else empty
 */
@Context
@ConfigurationProperties("auth-service.tls")
record TlsConfiguration(
        boolean enabled,
        @Bindable(defaultValue = "") String certificatePath,
        @Bindable(defaultValue = "") String keyPath,
        boolean clientCertificates,
        @Bindable(defaultValue = "") String clientCertificateAuthoritiesPath,
        @Bindable(defaultValue = "") String clientCertificateHeader,
        @Bindable(defaultValue = "") String clientCertificateUrl) {

    private static final Pattern BASE_ADDRESS = Pattern.compile("https://[^/?#@]+(/[^?#]*[^/?#])?");

    TlsConfiguration {
        if (!clientCertificateUrl.isEmpty()
                && !BASE_ADDRESS.matcher(clientCertificateUrl).matches()) {
            throw new StartException(
                    "AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_URL must be an https address without a final /,"
                            + " for example https://mtls.auth.example.com");
        }
        if (!clientCertificateUrl.isEmpty()
                && !takesCertificates(enabled, clientCertificates, clientCertificateHeader)) {
            throw new StartException("AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_URL must have"
                    + " AUTH_SERVICE_TLS_CLIENT_CERTIFICATES or AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_HEADER beside it");
        }
    }

    /** Whether clients can show certificates at all. */
    boolean takesCertificates() {
        return takesCertificates(enabled, clientCertificates, clientCertificateHeader);
    }

    private static boolean takesCertificates(boolean enabled, boolean clientCertificates, String header) {
        return enabled && clientCertificates || !header.isEmpty();
    }
}
