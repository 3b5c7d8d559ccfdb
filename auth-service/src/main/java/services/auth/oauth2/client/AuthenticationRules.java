package services.auth.oauth2.client;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.message.RefusedException;

/** How a client proves itself (RFC 6749 section 2.3), and that what this takes is registered too. */
final class AuthenticationRules {

    /** What a client may be registered with. */
    static final Set<ClientAuthenticationMethod> OFFERED = Set.of(
            ClientAuthenticationMethod.NONE,
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
            ClientAuthenticationMethod.TLS_CLIENT_AUTH,
            ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);

    private static final int MOST_KEYS = 20;
    private static final int MIN_RSA_BITS = 2048;

    private AuthenticationRules() {}

    /** Whether the client proves itself with a secret (RFC 6749 section 2.3.1). */
    static boolean takesSecret(OIDCClientMetadata metadata) {
        ClientAuthenticationMethod method = metadata.getTokenEndpointAuthMethod();
        return method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    /** @throws RefusedException {@code invalid_client_metadata} */
    static void check(OIDCClientMetadata metadata) {
        ClientAuthenticationMethod method = metadata.getTokenEndpointAuthMethod();
        if (!OFFERED.contains(method)) {
            throw InvalidRegistration.metadata(
                    "token_endpoint_auth_method",
                    "must be client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth,"
                            + " self_signed_tls_client_auth or none");
        }
        checkKeys(metadata);
        boolean takesKeys = method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                || method.equals(ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);
        if (takesKeys && metadata.getJWKSet() == null && metadata.getJWKSetURI() == null) {
            throw InvalidRegistration.metadata("jwks", "or jwks_uri must be there for " + method);
        }
        if (metadata.getTokenEndpointAuthJWSAlg() != null
                && !(method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        && ClientAssertions.ALGORITHMS.contains(metadata.getTokenEndpointAuthJWSAlg()))) {
            throw InvalidRegistration.metadata(
                    "token_endpoint_auth_signing_alg",
                    "must be one of " + ClientAssertions.ALGORITHMS + ", with private_key_jwt alone");
        }
        checkSubject(metadata, method.equals(ClientAuthenticationMethod.TLS_CLIENT_AUTH));
    }

    private static void checkKeys(OIDCClientMetadata metadata) {
        JWKSet keys = metadata.getJWKSet();
        if (keys == null) {
            return;
        }
        if (metadata.getJWKSetURI() != null) {
            throw InvalidRegistration.metadata("jwks", "must not be there beside jwks_uri");
        }
        if (keys.isEmpty()
                || keys.size() > MOST_KEYS
                || !keys.getKeys().stream().allMatch(AuthenticationRules::isGood)) {
            throw InvalidRegistration.metadata(
                    "jwks",
                    "must be 1 to " + MOST_KEYS + " public keys, RSA with at least " + MIN_RSA_BITS
                            + " bits, EC or OKP");
        }
    }

    private static boolean isGood(JWK key) {
        return !key.isPrivate()
                && !key.getKeyType().equals(KeyType.OCT)
                && !(key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS);
    }

    /** RFC 8705 section 2.1.2. */
    private static void checkSubject(OIDCClientMetadata metadata, boolean isWanted) {
        long named = Stream.<@Nullable String>of(
                        metadata.getTLSClientAuthSubjectDN(),
                        metadata.getTLSClientAuthSanDNS(),
                        metadata.getTLSClientAuthSanURI(),
                        metadata.getTLSClientAuthSanIP(),
                        metadata.getTLSClientAuthSanEmail())
                .filter(Objects::nonNull)
                .count();
        if (named != (isWanted ? 1 : 0)) {
            throw InvalidRegistration.metadata(
                    "tls_client_auth_subject_dn",
                    "or one of tls_client_auth_san_dns, _uri, _ip, _email must be there, exactly one, for tls_client_auth alone");
        }
        checkName(metadata.getTLSClientAuthSubjectDN());
        checkIp(metadata.getTLSClientAuthSanIP());
    }

    private static void checkName(@Nullable String name) {
        if (name != null) {
            try {
                X500Principal unused = new X500Principal(name);
            } catch (IllegalArgumentException malformed) {
                throw InvalidRegistration.metadata(
                        "tls_client_auth_subject_dn", "must be a distinguished name (RFC 4514)");
            }
        }
    }

    private static void checkIp(@Nullable String address) {
        if (address != null) {
            try {
                InetAddress unused = InetAddress.ofLiteral(address);
            } catch (IllegalArgumentException malformed) {
                throw InvalidRegistration.metadata("tls_client_auth_san_ip", "must be an IP address");
            }
        }
    }
}
