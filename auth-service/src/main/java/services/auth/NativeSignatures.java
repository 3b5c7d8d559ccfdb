package services.auth;

import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signatures by native code where the build has brought it for this machine: Amazon Corretto Crypto Provider, some twenty times
 * as fast as the JDK with P-256 and Ed25519. Everything else is the JDK's, and where that provider is not, signatures are too.
 */
final class NativeSignatures {

    private static final Logger LOG = LoggerFactory.getLogger(NativeSignatures.class);
    private static final String PROVIDER = "AmazonCorrettoCryptoProvider";
    private static final List<String> ALGORITHMS = List.of("SHA256withECDSA", "SHA256withRSA", "RSASSA-PSS", "Ed25519");

    private NativeSignatures() {}

    /** Before the JDK has looked for a provider the first time. It loads this one when something is signed or verified. */
    static void prefer() {
        int next = IntStream.iterate(1, number -> number + 1)
                .filter(number -> Security.getProperty("security.provider." + number) == null)
                .findFirst()
                .orElseThrow();
        Security.setProperty("security.provider." + next, PROVIDER);
        Security.setProperty(
                "jdk.security.provider.preferred",
                ALGORITHMS.stream()
                        .map(algorithm -> "Signature." + algorithm + ":" + PROVIDER)
                        .collect(Collectors.joining(", ")));
    }

    /** Loads it, which takes up to a second, beside whatever else goes on: nobody's first login has to wait for it. */
    static void load() {
        Thread.ofPlatform().name("native-signatures").daemon().start(() -> {
            try {
                LOG.info(
                        "Signatures are made by {}",
                        Signature.getInstance(ALGORITHMS.getFirst()).getProvider());
            } catch (NoSuchAlgorithmException none) {
                LOG.error("Nothing can be signed: {}", none.getMessage());
            }
        });
    }
}
