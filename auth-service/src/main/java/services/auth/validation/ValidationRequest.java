package services.auth.validation;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.binding.Presentation;
import services.auth.oauth2.dpop.PresentedProof;

/**
 * @param token the access token or API key that somebody presented
 * @param dpop the proof that came with it, where the scheme was DPoP (RFC 9449 section 7.1); absent where it was Bearer
 * @param certificateThumbprint SHA-256 in base64url of the certificate that the client showed (RFC 8705 section 3); absent where it showed none
 */
@Serdeable
record ValidationRequest(
        @NotNull String token,
        @Nullable @Valid Proof dpop,
        @JsonProperty("x5t#S256") @Nullable String certificateThumbprint) {

    /**
     * What proves that the client has the key.
     *
     * @param proof the {@code DPoP} header
     * @param htm the method of the request that brought it
     * @param htu the address that the client sent that request to
     */
    @Serdeable
    record Proof(
            @NotNull String proof,
            @NotNull String htm,
            @NotNull String htu) {

        @SuppressWarnings("NullAway") // as below
        private boolean isComplete() {
            return proof != null && htm != null && htu != null;
        }

        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** Whether the validator would find nothing missing. */
    @SuppressWarnings("NullAway") // that is what was not known so far
    boolean isComplete() {
        return token != null && (dpop == null || dpop.isComplete());
    }

    Presentation presentation() {
        return new Presentation(
                token,
                Optional.ofNullable(dpop).map(given -> new PresentedProof(given.proof(), given.htm(), given.htu())),
                Optional.ofNullable(certificateThumbprint));
    }

    @Override
    public String toString() {
        return "ValidationRequest";
    }
}
