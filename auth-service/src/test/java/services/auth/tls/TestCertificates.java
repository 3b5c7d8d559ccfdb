package services.auth.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates for tests, made by keytool. */
public final class TestCertificates {

    private static final String PASSWORD = "password";

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** A certificate with its private key. */
    public record Identity(PrivateKey key, X509Certificate certificate, KeyStore store) {

        public byte[] certificatePem() {
            return pem("CERTIFICATE", encoded(certificate));
        }

        public byte[] keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(String type, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** @param extensions as keytool takes them: SAN=dns:localhost */
    public Identity selfSigned(String alias, String subject, String... extensions) throws Exception {
        return generate(alias, subject, null, extensions);
    }

    public Identity authority(String alias) throws Exception {
        return generate(alias, "CN=" + alias, null, "BC:critical=ca:true", "KU:critical=keyCertSign");
    }

    public Identity issuedBy(String authority, String alias, String subject, String... extensions) throws Exception {
        return generate(alias, subject, authority, extensions);
    }

    private Identity generate(String alias, String subject, @Nullable String signer, String... extensions)
            throws Exception {
        Path file = folder.resolve("certificates.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        if (signer != null) {
            command.addAll(List.of("-signer", signer));
        }
        Arrays.stream(extensions).forEach(extension -> command.addAll(List.of("-ext", extension)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in, PASSWORD.toCharArray());
        }
        PrivateKey key = (PrivateKey) all.getKey(alias, PASSWORD.toCharArray());
        X509Certificate certificate = (X509Certificate) all.getCertificate(alias);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(alias, key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        return new Identity(key, certificate, own);
    }

    /** TLS of a client that trusts a server, and shows a certificate if it has one. */
    public static SSLContext trusting(Identity server, @Nullable Identity own)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own == null ? null : own.store(), PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
