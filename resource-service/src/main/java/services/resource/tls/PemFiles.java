package services.resource.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys as PEM has them (RFC 7468). */
final class PemFiles {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final byte[] PROBE =
            "A key and a certificate that belong together".getBytes(StandardCharsets.US_ASCII);

    private PemFiles() {}

    static Collection<? extends Certificate> certificates(byte[] pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }

    /**
     * Makes a key store of a chain and its key.
     *
     * @throws GeneralSecurityException when they do not belong together, as while one of the files is new and the other old
     */
    static KeyStore keyStore(Path certificatePath, Path keyPath) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates(Files.readAllBytes(certificatePath)).toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new CertificateException(certificatePath + " has no certificate");
        }
        PrivateKey key = privateKey(keyPath, chain[0].getPublicKey());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, null, chain);
        return store;
    }

    private static PrivateKey privateKey(Path path, PublicKey publicKey) throws GeneralSecurityException, IOException {
        Matcher pem = PRIVATE_KEY.matcher(Files.readString(path, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new GeneralSecurityException(path + " has no private key (PKCS #8)");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
        PrivateKey key =
                KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        if (!belongTogether(key, publicKey)) {
            throw new GeneralSecurityException(path + " has the key of another certificate");
        }
        return key;
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
