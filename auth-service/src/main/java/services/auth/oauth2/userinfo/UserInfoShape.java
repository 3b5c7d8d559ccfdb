package services.auth.oauth2.userinfo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import services.auth.user.StandardClaims.PostalAddress;

/**
 * How the answer of userinfo is described (OpenID Connect Core 1.0 section 5.3.2): the claims that the client may have and that are known.
 *
 * @param sub the user's id
 * @param updatedAt seconds since 1970
 */
record UserInfoShape(
        String sub,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String name,

        @JsonProperty("given_name") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String givenName,

        @JsonProperty("family_name") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String familyName,

        @JsonProperty("middle_name") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String middleName,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String nickname,

        @JsonProperty("preferred_username") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String preferredUsername,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String profile,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String picture,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String website,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String email,

        @JsonProperty("email_verified") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        Boolean emailVerified,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String gender,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String birthdate,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String zoneinfo,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String locale,

        @JsonProperty("phone_number") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String phoneNumber,

        @JsonProperty("phone_number_verified") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        Boolean phoneNumberVerified,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) PostalAddress address,

        @JsonProperty("updated_at") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        Long updatedAt) {}
