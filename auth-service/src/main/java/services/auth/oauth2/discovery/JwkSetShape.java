package services.auth.oauth2.discovery;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** How the public signing keys are described (RFC 7517 section 5). */
@Schema(name = "JwkSet")
record JwkSetShape(List<JwkShape> keys) {

    /**
     * A key of one algorithm.
     *
     * @param kty RSA, EC or OKP
     * @param n of an RSA key, like {@code e} (RFC 7518 section 6.3.1)
     * @param crv of an EC or OKP key, like {@code x} (RFC 7518 section 6.2.1, RFC 8037 section 2)
     * @param y of an EC key
     */
    @Schema(name = "Jwk")
    record JwkShape(
            String kty,
            String use,
            String alg,
            String kid,

            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String n,

            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String e,

            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String crv,

            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String x,

            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String y) {}
}
