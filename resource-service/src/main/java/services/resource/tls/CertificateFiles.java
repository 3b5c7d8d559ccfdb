package services.resource.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/**
 * The certificate of the listeners, out of its two files. They are read again and again, because a folder that Kubernetes mounts
 * tells nobody of their change; new connections have the new certificate as soon as both files are new.
 */
@Context
@Named(CertificateFiles.NAME)
@Requires(property = "resource-service.tls.enabled", value = "true")
class CertificateFiles implements CertificateProvider {

    static final String NAME = "listeners";

    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);

    private final Path certificatePath;
    private final Path keyPath;
    private final Sinks.Many<KeyStore> keyStores = Sinks.many().replay().latest();
    private byte[] seen = new byte[0];

    CertificateFiles(TlsConfiguration configuration) {
        this.certificatePath = Path.of(configuration.certificatePath());
        this.keyPath = Path.of(configuration.keyPath());
        try {
            read();
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException(e);
        }
    }

    /** Whatever is wrong with new files, the old certificate stays. */
    @Scheduled(
            fixedDelay = "${resource-service.tls.reload-interval}",
            initialDelay = "${resource-service.tls.reload-interval}")
    synchronized void reload() {
        try {
            if (read()) {
                LOG.info("The certificate was read again");
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            LOG.warn("The certificate stays as it is: {}", e.toString());
        }
    }

    private synchronized boolean read() throws GeneralSecurityException, IOException {
        byte[] content = content();
        if (Arrays.equals(content, seen)) {
            return false;
        }
        keyStores.tryEmitNext(PemFiles.keyStore(certificatePath, keyPath)).orThrow();
        seen = content;
        return true;
    }

    private byte[] content() throws IOException {
        byte[] certificate = Files.readAllBytes(certificatePath);
        byte[] key = Files.readAllBytes(keyPath);
        byte[] both = Arrays.copyOf(certificate, certificate.length + key.length);
        System.arraycopy(key, 0, both, certificate.length, key.length);
        return both;
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return keyStores.asFlux();
    }

    @Override
    public String getName() {
        return NAME;
    }
}
