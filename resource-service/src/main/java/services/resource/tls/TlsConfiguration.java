package services.resource.tls;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The TLS of both listeners.
 *
 * @param certificatePath PEM file with the certificate chain
 * @param keyPath PEM file with the private key (PKCS #8)
 * @param clientCertificates whether clients are asked for a certificate; they need not have one
 */
@ConfigurationProperties("resource-service.tls")
record TlsConfiguration(
        @Bindable(defaultValue = "") String certificatePath,
        @Bindable(defaultValue = "") String keyPath,
        @Bindable(defaultValue = "false") boolean clientCertificates) {}
