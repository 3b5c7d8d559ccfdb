package services.auth.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The token may not be used. Why, is not told, but for a proof that its client can make better.
 *
 * @param authenticated always false
 * @param error {@code invalid_dpop_proof} or {@code use_dpop_nonce} (RFC 9449 sections 7.1 and 9)
 * @param nonce for the next proof
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadTokenResponse(
        boolean authenticated,
        @Nullable String error,
        @JsonProperty("dpop_nonce") @Nullable String nonce) {}
