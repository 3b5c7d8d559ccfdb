package services.auth.authentication;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.auth.oauth2.binding.BoundTokens;
import services.auth.oauth2.binding.Possession;
import services.auth.oauth2.binding.Presentation;
import services.auth.oauth2.dpop.PresentedProof;
import services.auth.tls.ClientCertificates;
import services.auth.token.AccessToken;
import services.auth.token.Confirmation;

/** Finds in a request what proves that its sender may use the token that it presents (RFC 9449 section 7, RFC 8705 section 3). */
@Singleton
public class PresentedPossession {

    private final BoundTokens boundTokens;
    private final ClientCertificates clientCertificates;
    private final String publicUrl;
    private final String internalUrl;
    private final int internalPort;

    PresentedPossession(
            BoundTokens boundTokens,
            ClientCertificates clientCertificates,
            @Value("${auth-service.issuer}") String publicUrl,
            @Value("${auth-service.internal-url}") String internalUrl,
            @Value("${auth-service.internal-port}") int internalPort) {
        this.boundTokens = boundTokens;
        this.clientCertificates = clientCertificates;
        this.publicUrl = publicUrl;
        this.internalUrl = internalUrl;
        this.internalPort = internalPort;
    }

    /** Judges a token that does not come in {@code Authorization: DPoP}. Never blocks, like {@link #check(HttpRequest, PresentedToken, AccessToken)}. */
    public CompletionStage<Possession> checkBearer(HttpRequest<?> request, String value, AccessToken token) {
        return boundTokens.check(new Presentation(value, Optional.empty(), certificate(request)), token);
    }

    /** Judges the token of a request that has it in a header, for a route that {@link JudgesTokens}. */
    public CompletionStage<Possession> checkHeader(HttpRequest<?> request, AccessToken token) {
        PresentedToken presented = PresentedToken.find(request).orElseThrow();
        return presented.lacksItsProof()
                ? CompletableFuture.completedStage(new Possession.InvalidProof("there is not exactly one proof"))
                : check(request, presented, token);
    }

    /** @param presented with its proof, if it needs one */
    CompletionStage<Possession> check(HttpRequest<?> request, PresentedToken presented, AccessToken token) {
        if (!presented.isWithProof()) {
            return checkBearer(request, presented.value(), token);
        }
        PresentedProof proof =
                new PresentedProof(presented.proofs().getFirst(), request.getMethodName(), target(request));
        return boundTokens.check(new Presentation(presented.value(), Optional.of(proof), certificate(request)), token);
    }

    /** The address as the client knows it. */
    private String target(HttpRequest<?> request) {
        String base = request.getServerAddress().getPort() == internalPort ? internalUrl : publicUrl;
        return base + request.getUri().getRawPath();
    }

    private Optional<String> certificate(HttpRequest<?> request) {
        try {
            return clientCertificates.of(request).map(Confirmation::thumbprint);
        } catch (CertificateException unreadable) {
            // as good as none
            return Optional.empty();
        }
    }
}
