package services.auth.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a login and a refresh give, as the client sees it.
 *
 * @param token the access token
 * @param tokenType always Bearer (RFC 6750)
 * @param expiresIn seconds until the access token dies however much it is used
 * @param refreshToken good for one refresh
 * @param refreshExpiresIn seconds until the refresh token dies
 */
@Serdeable
public record TokenPair(
        String token,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("refresh_expires_in") long refreshExpiresIn) {

    public static TokenPair of(LoginTokens tokens) {
        return new TokenPair(
                tokens.accessToken().value(),
                "Bearer",
                tokens.accessToken().expiresIn(),
                tokens.refreshToken().orElseThrow(),
                tokens.refreshExpiresIn());
    }

    @Override
    public String toString() {
        return "TokenPair";
    }
}
