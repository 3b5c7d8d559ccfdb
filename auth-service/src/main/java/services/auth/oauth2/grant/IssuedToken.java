package services.auth.oauth2.grant;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the answer that brings an access token is described (RFC 6749 section 5.1). */
record IssuedToken(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {}
