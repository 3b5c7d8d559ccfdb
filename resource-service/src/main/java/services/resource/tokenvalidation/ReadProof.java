package services.resource.tokenvalidation;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.resource.tokenvalidation.PresentedToken.PresentedProof;

/**
 * Takes the proof of a token that was presented with the scheme DPoP from the {@code DPoP} header (RFC 9449 §7.1), with the address of this
 * service as clients know it, whatever proxies are in between.
 */
@Singleton
final class ReadProof implements Link {

    private static final String HEADER = "DPoP";
    private static final int MAX_LENGTH = 8 * 1024;

    private final String publicUrl;

    ReadProof(@Value("${resource-service.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        return read(passage).now();
    }

    private Step read(Passage passage) {
        PresentedToken token = passage.token().orElseThrow();
        if (token.scheme() == Scheme.BEARER) {
            return new Step.HandOn(passage);
        }
        HttpRequest<?> request = passage.request();
        List<String> proofs = request.getHeaders().getAll(HEADER);
        if (proofs.size() != 1 || proofs.getFirst().length() > MAX_LENGTH) {
            return new Step.Refuse(Refusal.invalidProof("there are " + proofs.size() + " proofs, or one is too long"));
        }
        return new Step.HandOn(passage.withToken(token.with(new PresentedProof(
                proofs.getFirst(),
                request.getMethodName(),
                publicUrl + request.getUri().getRawPath()))));
    }
}
