package services.auth.oauth2.device;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the codes of a device are described (RFC 8628 section 3.2). */
record DeviceAuthorization(
        @JsonProperty("device_code") String deviceCode,
        @JsonProperty("user_code") String userCode,
        @JsonProperty("verification_uri") String verificationUri,
        @JsonProperty("verification_uri_complete") String verificationUriComplete,
        @JsonProperty("expires_in") long expiresIn,
        long interval) {}
