package services.benchmarks.load.ceiling;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/** A signature as a token has one, on each processor at once and without anything around it. */
public final class RawSigning implements Ceiling {

    /** As long as what is signed of a token. */
    private static final int BYTES = 500;

    private static final int RSA_BITS = 2048;

    private final String algorithm;
    private final PrivateKey key;

    private RawSigning(String algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.key = pair.getPrivate();
    }

    /** @param jwsAlgorithm RFC 7518 section 3.1, as a token of the service names it */
    public static RawSigning with(String jwsAlgorithm) {
        try {
            return switch (jwsAlgorithm) {
                case "RS256" -> new RawSigning("SHA256withRSA", rsa());
                case "ES256" -> new RawSigning("SHA256withECDSAinP1363Format", ellipticCurve());
                case "EdDSA", "Ed25519" ->
                    new RawSigning(
                            "Ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
                default -> throw new IllegalStateException("No ceiling is known for " + jwsAlgorithm);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return generator.generateKeyPair();
    }

    private static KeyPair ellipticCurve() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    @Override
    public double perSecond(Duration duration) {
        return Threads.onEachProcessor().perSecond(() -> signing(), duration);
    }

    /** By what auth-service has it made: native code where there is some for the machine. */
    private Signature signature() throws GeneralSecurityException {
        Provider nativeCode = AmazonCorrettoCryptoProvider.INSTANCE;
        return nativeCode.getService("Signature", algorithm) == null
                ? Signature.getInstance(algorithm)
                : Signature.getInstance(algorithm, nativeCode);
    }

    private Threads.Work signing() throws GeneralSecurityException {
        Signature signature = signature();
        byte[] message = new byte[BYTES];
        return () -> {
            signature.initSign(key);
            signature.update(message);
            signature.sign();
        };
    }
}
