package services.resource.tokenvalidation;

import java.util.Optional;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import services.resource.tokenvalidation.PresentedToken.PresentedProof;

import static org.assertj.core.api.Assertions.assertThat;

class ReadProofTest {

    private final ReadProof link = new ReadProof("https://api.example.com/v1/");
    private final MutableHttpRequest<?> request = HttpRequest.PUT("/data/1?a=b", "{}");

    @Test
    void proofGoesWithTheAddressThatClientsKnow() {
        request.header("DPoP", "a.b.c");
        // another name is how the request came here, which says nothing
        request.header("Host", "10.0.0.7:8090").header("X-Forwarded-Host", "elsewhere.example");
        assertThat(token(Scheme.DPOP).proof())
                .contains(new PresentedProof("a.b.c", "PUT", "https://api.example.com/v1/data/1"));
    }

    @Test
    void bearerTokenHasNoProofWhateverHeadersThereAre() {
        request.header("DPoP", "a.b.c");
        assertThat(token(Scheme.BEARER).proof()).isEmpty();
    }

    @Test
    void schemeWithoutAProofIsRefused() {
        assertRefused();
    }

    @Test
    void twoProofsAreRefusedThoughTheyAreTheSame() {
        request.header("DPoP", "a.b.c").header("DPoP", "a.b.c");
        assertRefused();
    }

    @Test
    void hugeProofIsRefused() {
        request.header("DPoP", "a".repeat(8 * 1024 + 1));
        assertRefused();
    }

    private void assertRefused() {
        Refusal refusal = ((Link.Step.Refuse) step(Scheme.DPOP)).refusal();
        assertThat(refusal.response().code()).isEqualTo(401);
        assertThat(refusal.response().getHeaders().get("WWW-Authenticate"))
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"", "algs=\"ES256 ");
    }

    private PresentedToken token(Scheme scheme) {
        return ((Link.Step.HandOn) step(scheme)).passage().token().orElseThrow();
    }

    private Link.Step step(Scheme scheme) {
        Passage passage = Passage.begin(request, Optional.empty()).withToken(PresentedToken.of("token", scheme));
        return link.handle(passage).toCompletableFuture().join();
    }
}
