package services.auth.oauth2.client;

import java.net.InetAddress;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.tls.ClientCertificateAuthorities;

/** Certificates with which clients prove themselves (RFC 8705 section 2): whoever shows one has its private key. */
@Singleton
class CertificateProofs {

    /** RFC 5280 section 4.2.1.6. */
    private static final int EMAIL = 1;

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private final ClientCertificateAuthorities authorities;
    private final ClientKeys keys;

    CertificateProofs(ClientCertificateAuthorities authorities, ClientKeys keys) {
        this.authorities = authorities;
        this.keys = keys;
    }

    /** {@code self_signed_tls_client_auth}: its key is one of the client's; who signed it does not matter (section 2.2). */
    boolean isRegistered(Client client, X509Certificate certificate) {
        return keys.anyMatch(
                client,
                new JWKSelector(new JWKMatcher.Builder().build()),
                key -> isKey(key, certificate.getPublicKey()));
    }

    private static boolean isKey(JWK key, PublicKey publicKey) {
        try {
            return key instanceof AsymmetricJWK asymmetric
                    && Arrays.equals(asymmetric.toPublicKey().getEncoded(), publicKey.getEncoded());
        } catch (JOSEException otherKindOfKey) {
            return false;
        }
    }

    /** {@code tls_client_auth}: an authority says that it is the client's (section 2.1). */
    boolean isVouchedFor(Client client, X509Certificate certificate) {
        return isSubject(client.metadata(), certificate) && authorities.vouchFor(certificate);
    }

    private static boolean isSubject(OIDCClientMetadata metadata, X509Certificate certificate) {
        String subject = metadata.getTLSClientAuthSubjectDN();
        return subject != null
                ? new X500Principal(subject).equals(certificate.getSubjectX500Principal())
                : hasName(certificate, DNS, metadata.getTLSClientAuthSanDNS(), String::equalsIgnoreCase)
                        || hasName(certificate, URI, metadata.getTLSClientAuthSanURI(), String::equals)
                        || hasName(certificate, EMAIL, metadata.getTLSClientAuthSanEmail(), String::equals)
                        || hasName(certificate, IP, metadata.getTLSClientAuthSanIP(), CertificateProofs::isSameAddress);
    }

    /** Whether a name as it is registered and one as it is in a certificate are the same. */
    @FunctionalInterface
    private interface Comparison {
        boolean isSame(String registered, String shown);
    }

    private static boolean hasName(
            X509Certificate certificate, int type, @Nullable String registered, Comparison comparison) {
        if (registered == null) {
            return false;
        }
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            Predicate<List<?>> isMeant = name -> Objects.equals(name.get(0), type)
                    && name.get(1) instanceof String shown
                    && comparison.isSame(registered, shown);
            return names != null && names.stream().anyMatch(isMeant);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    private static boolean isSameAddress(String registered, String shown) {
        return InetAddress.ofLiteral(registered).equals(InetAddress.ofLiteral(shown));
    }
}
