package services.auth.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.token.IssuedAccessToken;

/**
 * @param token the access token
 * @param tokenType always Bearer (RFC 6750)
 * @param expiresIn seconds until the token dies however much it is used
 */
@Serdeable
record LoginResponse(
        String token,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn) {

    static LoginResponse of(IssuedAccessToken issued) {
        return new LoginResponse(issued.value(), "Bearer", issued.expiresIn());
    }

    @Override
    public String toString() {
        return "LoginResponse";
    }
}
