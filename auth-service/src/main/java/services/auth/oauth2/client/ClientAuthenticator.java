package services.auth.oauth2.client;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.TLSClientAuthentication;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.TooManyRequestsException;
import services.auth.error.UnavailableException;
import services.auth.oauth2.message.RefusedException;

/**
 * Finds out which client makes a request (RFC 6749 section 2.3). A client proves itself by the method that it is registered with and
 * by no other: whoever could choose would choose the weakest.
 */
@Singleton
public class ClientAuthenticator {

    private final Clients clients;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final CertificateProofs certificates;
    private final SecretGuesses guesses;
    private final AuditLog auditLog;

    ClientAuthenticator(
            Clients clients,
            ClientSecrets secrets,
            ClientAssertions assertions,
            CertificateProofs certificates,
            SecretGuesses guesses,
            AuditLog auditLog) {
        this.clients = clients;
        this.secrets = secrets;
        this.assertions = assertions;
        this.certificates = certificates;
        this.guesses = guesses;
        this.auditLog = auditLog;
    }

    /**
     * The client that makes a request: it proves itself, or names itself if it is a public one.
     *
     * @param clientId the {@code client_id} of a request without proof
     * @throws RefusedException {@code invalid_client}
     * @throws UnavailableException when that cannot be told now
     * @throws TooManyRequestsException when its secret was guessed at too often
     */
    public Client require(@Nullable ClientAuthentication authentication, @Nullable ClientID clientId) {
        return findPublic(authentication, clientId)
                .or(() -> findProven(authentication))
                .orElseThrow(this::refused);
    }

    /** The client that makes a request, which proves itself; see {@link #require}. */
    public Client requireProof(@Nullable ClientAuthentication authentication) {
        return findProven(authentication).orElseThrow(this::refused);
    }

    /** A certificate with a public client's request is no proof of it: it is what its tokens are bound to (RFC 8705 section 4). */
    private Optional<Client> findPublic(@Nullable ClientAuthentication authentication, @Nullable ClientID clientId) {
        ClientID named = authentication instanceof TLSClientAuthentication ? authentication.getClientID() : clientId;
        return authentication != null && !(authentication instanceof TLSClientAuthentication)
                ? Optional.empty()
                : Optional.ofNullable(named)
                        .flatMap(id -> clients.find(id.getValue()))
                        .filter(Client::isPublic);
    }

    private Optional<Client> findProven(@Nullable ClientAuthentication authentication) {
        if (authentication == null) {
            return Optional.empty();
        }
        String clientId = authentication.getClientID().getValue();
        boolean isSecret = authentication instanceof PlainClientSecret;
        if (isSecret) {
            guesses.check(clientId);
        }
        Optional<Client> proven = clients.find(clientId).filter(client -> isProof(client, authentication));
        if (isSecret && proven.isEmpty()) {
            guesses.count(clientId);
        }
        return proven;
    }

    private boolean isProof(Client client, ClientAuthentication authentication) {
        return switch (authentication) {
            // HTTP Basic and the form carry the same secret: a client that is registered with one may use the other
            case PlainClientSecret presented ->
                AuthenticationRules.takesSecret(client.metadata())
                        && secrets.isGood(client, presented.getClientSecret().getValue());
            case PrivateKeyJWT assertion ->
                client.method().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        && assertions.isGood(client, assertion.getClientAssertion());
            case TLSClientAuthentication tls -> isProof(client, tls.getClientX509Certificate());
            default -> false;
        };
    }

    private boolean isProof(Client client, X509Certificate certificate) {
        ClientAuthenticationMethod method = client.method();
        return method.equals(ClientAuthenticationMethod.TLS_CLIENT_AUTH)
                        && certificates.isVouchedFor(client, certificate)
                || method.equals(ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH)
                        && certificates.isRegistered(client, certificate);
    }

    private RefusedException refused() {
        auditLog.failed(AuditType.CLIENT_AUTHENTICATED, null, Map.of());
        return new RefusedException(OAuth2Error.INVALID_CLIENT);
    }
}
