package services.auth.oauth2.userinfo;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the form is described in which an access token may come (RFC 6750 section 2.2).
 *
 * @param accessToken unless it comes in a header
 */
record UserInfoForm(@JsonProperty("access_token") @Nullable String accessToken) {}
