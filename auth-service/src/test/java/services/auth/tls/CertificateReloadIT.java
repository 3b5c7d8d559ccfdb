package services.auth.tls;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.auth.AuthServiceUnderTest;
import services.auth.error.StartFailure;
import services.auth.tls.TestCertificates.Identity;
import services.backing.BackingServices;
import services.backing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class CertificateReloadIT {

    @TempDir
    Path folder;

    private Identity first;
    private Identity second;
    private Path certificate;
    private Path key;

    @BeforeEach
    void makeCertificates() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        first = certificates.selfSigned("first", "CN=localhost", "SAN=dns:localhost");
        second = certificates.selfSigned("second", "CN=localhost", "SAN=dns:localhost");
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
    }

    @Test
    void newFilesAreTheCertificateOfNewConnectionsOfBothListeners() throws Exception {
        write(first);
        int port = FreePort.pick();
        int internal = FreePort.pick();
        try (AuthServiceUnderTest service = start(port, internal)) {
            assertThat(shown(port)).isEqualTo(first.certificate().getSerialNumber());
            assertThat(shown(internal)).isEqualTo(first.certificate().getSerialNumber());

            write(second);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(shown(port)).isEqualTo(second.certificate().getSerialNumber());
                assertThat(shown(internal)).isEqualTo(second.certificate().getSerialNumber());
            });
            assertThat(service.bean(CertificateFiles.class).getName()).isEqualTo("listeners");
        }
    }

    @Test
    void connectionThatIsOpenGoesOnWhileTheCertificateChanges() throws Exception {
        write(first);
        int port = FreePort.pick();
        try (AuthServiceUnderTest service = start(port, FreePort.pick());
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TestCertificates.trusting(first, null))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            assertThat(status(client, port)).isEqualTo(200);

            write(second);
            service.bean(CertificateFiles.class).reload();

            assertThat(shown(port)).isEqualTo(second.certificate().getSerialNumber());
            // this client does not trust the new one: it is still on its connection
            assertThat(status(client, port)).isEqualTo(200);
        }
    }

    @Test
    void filesThatDoNotBelongTogetherChangeNothing() throws Exception {
        write(first);
        int port = FreePort.pick();
        try (AuthServiceUnderTest service = start(port, FreePort.pick())) {
            CertificateFiles files = service.bean(CertificateFiles.class);

            replace(certificate, second.certificatePem());
            files.reload();
            assertThat(shown(port)).isEqualTo(first.certificate().getSerialNumber());
            Files.delete(key);
            files.reload();
            assertThat(shown(port)).isEqualTo(first.certificate().getSerialNumber());
            replace(key, second.keyPem());
            files.reload();
            assertThat(shown(port)).isEqualTo(second.certificate().getSerialNumber());
        }
    }

    @Test
    void serviceDoesNotStartWithFilesThatDoNotBelongTogether() throws Exception {
        replace(certificate, first.certificatePem());
        replace(key, second.keyPem());

        Throwable failure =
                catchThrowable(() -> start(FreePort.pick(), FreePort.pick()).close());

        assertThat(StartFailure.describe(failure)).contains("AUTH_SERVICE_TLS_KEY_PATH");
    }

    private AuthServiceUnderTest start(int port, int internal) {
        return AuthServiceUnderTest.on(
                BackingServices.shared(),
                Map.of(
                        "auth-service.port",
                        port,
                        "auth-service.internal-port",
                        internal,
                        "auth-service.tls.enabled",
                        true,
                        "auth-service.tls.reload-interval",
                        "1s",
                        "auth-service.tls.certificate-path",
                        certificate.toString(),
                        "auth-service.tls.key-path",
                        key.toString()));
    }

    private static int status(HttpClient client, int port) throws Exception {
        URI uri = URI.create("https://localhost:" + port + "/.well-known/jwks.json");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The serial number of the certificate in a new handshake. */
    private BigInteger shown(int port) throws Exception {
        for (Identity trusted : new Identity[] {first, second}) {
            try (SSLSocket socket = (SSLSocket)
                    TestCertificates.trusting(trusted, null).getSocketFactory().createSocket("localhost", port)) {
                socket.startHandshake();
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
            } catch (SSLHandshakeException other) {
                // the other one
            }
        }
        throw new AssertionError("Neither certificate is shown");
    }

    private void write(Identity identity) throws Exception {
        replace(certificate, identity.certificatePem());
        replace(key, identity.keyPem());
    }

    private void replace(Path file, byte[] content) throws Exception {
        Path written = Files.write(folder.resolve("new"), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
