package services.resource;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TlsIT {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path folder;

    @Test
    void bothListenersSpeakTlsAndAuthServiceIsAskedOverTls() throws Exception {
        KeyStore keys = selfSigned("keys.p12");
        Path certificate = pem(
                "certificate.pem",
                "CERTIFICATE",
                keys.getCertificate("localhost").getEncoded());
        Path key =
                pem("key.pem", "PRIVATE KEY", keys.getKey("localhost", PASSWORD).getEncoded());
        SSLContext tls = context(keys);
        HttpsServer authService = authService(tls);
        Map<String, Object> settings = new HashMap<>(TestService.settings(
                BackingServices.shared().postgres().database("resource_tls"),
                "https://localhost:" + authService.getAddress().getPort()));
        settings.put("resource-service.tls.enabled", true);
        settings.put("resource-service.tls.certificate-path", certificate.toString());
        settings.put("resource-service.tls.key-path", key.toString());
        settings.put("resource-service.auth-service.ca-path", certificate.toString());
        try (TestService service = TestService.start(settings);
                HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            await().untilAsserted(() -> assertThat(get(client, service.internalPort(), "/health/readiness")
                            .statusCode())
                    .isEqualTo(200));
            assertThat(get(client, service.port(), "/data").body()).contains("\"data\":[]");
        } finally {
            authService.stop(0);
        }
    }

    @Test
    void newFilesAreTheCertificateOfNewConnections() throws Exception {
        KeyStore first = selfSigned("first.p12");
        KeyStore second = selfSigned("second.p12");
        Map<String, Object> settings = new HashMap<>(TestService.settings(
                BackingServices.shared().postgres().database("resource_tls"), "http://localhost:9"));
        settings.put("resource-service.tls.enabled", true);
        settings.put("resource-service.tls.reload-interval", "1s");
        settings.put("resource-service.tls.certificate-path", certificate(first).toString());
        settings.put("resource-service.tls.key-path", key(first).toString());
        settings.put("resource-service.tls.client-certificates", true);
        try (TestService service = TestService.start(settings)) {
            assertThat(shows(service, first)).isTrue();

            // half of the change is none
            certificate(second);
            assertThat(shows(service, first)).isTrue();
            key(second);

            await().untilAsserted(() -> assertThat(shows(service, second)).isTrue());
            assertThat(shows(service, first)).isFalse();
        }
    }

    private Path certificate(KeyStore keys) throws Exception {
        return pem(
                "certificate.pem",
                "CERTIFICATE",
                keys.getCertificate("localhost").getEncoded());
    }

    private Path key(KeyStore keys) throws Exception {
        return pem("key.pem", "PRIVATE KEY", keys.getKey("localhost", PASSWORD).getEncoded());
    }

    /** Whether both listeners show that certificate in a new handshake, in which the client shows it too. */
    private static boolean shows(TestService service, KeyStore keys) throws Exception {
        for (int port : new int[] {service.port(), service.internalPort()}) {
            try (SSLSocket socket = (SSLSocket) context(keys).getSocketFactory().createSocket("localhost", port)) {
                socket.startHandshake();
            } catch (SSLHandshakeException another) {
                return false;
            }
        }
        return true;
    }

    private static HttpResponse<String> get(HttpClient client, int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("token", "alice~data.read")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpsServer authService(SSLContext tls) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/validateToken",
                exchange -> AuthServiceStub.judge(
                        exchange, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        server.createContext(
                "/oauth2/token",
                exchange -> AuthServiceStub.json(200, Contract.read("client-credentials-response.json"))
                        .give(exchange, ""));
        server.start();
        return server;
    }

    private KeyStore selfSigned(String file) throws Exception {
        Path store = folder.resolve(file);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Path pem(String file, String type, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
