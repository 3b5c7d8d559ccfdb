package services.auth.oauth2.discovery;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/** How the public signing keys are described (RFC 7517 section 5). */
@Schema(name = "JwkSet")
record JwkSetShape(List<JwkShape> keys) {

    /** An RSA key (RFC 7518 section 6.3.1). */
    @Schema(name = "Jwk")
    record JwkShape(String kty, String use, String alg, String kid, String n, String e) {}
}
