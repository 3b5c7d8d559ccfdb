package services.auth.oauth2.dpop;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells whoever brought a proof the nonce for the next one (RFC 9449 section 8.2). */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class DPoPNonceFilter {

    private static final String HEADER = "DPoP-Nonce";

    private final DPoPNonces nonces;

    DPoPNonceFilter(DPoPNonces nonces) {
        this.nonces = nonces;
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (nonces.areRequired() && request.getHeaders().contains(DPoPProofs.HEADER)) {
            response.header(HEADER, nonces.current());
        }
    }
}
