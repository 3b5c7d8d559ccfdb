package services.auth;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM looks once for what signs, so each case has one of its own. */
class NativeSignaturesTest {

    private static final String PROVIDER_JAR = "AmazonCorrettoCryptoProvider";

    @Test
    void signaturesAreNativeAndTheRestIsTheJdks() throws Exception {
        assertThat(signersOf(classPath(true))).isEqualTo("AmazonCorrettoCryptoProvider, hashes by SUN");
    }

    @Test
    void whereThereIsNoNativeCodeTheJdkSigns() throws Exception {
        assertThat(signersOf(classPath(false))).isEqualTo("SunEC, hashes by SUN");
    }

    @Test
    void whereItCannotBeLoadedTheJdkSigns() throws Exception {
        assertThat(signersOf(classPath(true), "-Djava.io.tmpdir=/proc/nowhere")).isEqualTo("SunEC, hashes by SUN");
    }

    private static Stream<String> classPath(boolean isNative) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isNative || !entry.contains(PROVIDER_JAR));
    }

    private static String signersOf(Stream<String> classPath, String... options) throws Exception {
        Process process = new ProcessBuilder(Stream.of(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED"),
                                Arrays.stream(options),
                                Stream.of(
                                        "-cp",
                                        classPath.collect(Collectors.joining(File.pathSeparator)),
                                        Signing.class.getName()))
                        .flatMap(part -> part)
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String signers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return signers.strip();
    }

    /** Signs and verifies, and says who did. */
    static final class Signing {

        private Signing() {}

        public static void main(String[] args) throws GeneralSecurityException, IOException {
            NativeSignatures.prefer();
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(pair.getPrivate());
            signing.update(new byte[100]);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance("SHA256withECDSA");
            verifying.initVerify(pair.getPublic());
            verifying.update(new byte[100]);
            if (!verifying.verify(signature) || !verifying.getProvider().equals(signing.getProvider())) {
                throw new IllegalStateException("not verified");
            }
            System.out.println(signing.getProvider().getName() + ", hashes by "
                    + MessageDigest.getInstance("SHA-256").getProvider().getName());
        }
    }
}
