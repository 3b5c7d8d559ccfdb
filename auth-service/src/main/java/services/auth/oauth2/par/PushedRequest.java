package services.auth.oauth2.par;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the answer to a pushed request is described (RFC 9126 section 2.2). */
record PushedRequest(
        @JsonProperty("request_uri") String requestUri,
        @JsonProperty("expires_in") long expiresIn) {}
