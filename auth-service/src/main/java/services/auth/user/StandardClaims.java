package services.auth.user;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.user.WellFormed.Form;

/**
 * What a user tells of themselves (OpenID Connect Core 1.0 section 5.1), beside what the account is called. Each member may be absent.
 *
 * @param profile the address of a page about the user, like {@code picture} and {@code website}
 * @param birthdate a day, a year, or a day without its year: 1990-12-31, 1990 or 0000-12-31
 * @param zoneinfo a time zone of the IANA database
 * @param phoneNumber in the form of E.164
 * @param phoneNumberVerified whether the number is known to be the user's, which only administrators say
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = false)
public record StandardClaims(
        @Nullable @Size(min = 1, max = 200) String name,

        @JsonProperty("given_name")
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        @Size(min = 1, max = 200)
        String givenName,

        @JsonProperty("family_name")
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        @Size(min = 1, max = 200)
        String familyName,

        @JsonProperty("middle_name")
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        @Size(min = 1, max = 200)
        String middleName,

        @Nullable @Size(min = 1, max = 200) String nickname,

        @Nullable @Size(max = 2000) @WellFormed(Form.WEB_ADDRESS)
        String profile,

        @Nullable @Size(max = 2000) @WellFormed(Form.WEB_ADDRESS)
        String picture,

        @Nullable @Size(max = 2000) @WellFormed(Form.WEB_ADDRESS)
        String website,

        @Nullable @Size(min = 1, max = 50) String gender,

        @Nullable @WellFormed(Form.BIRTHDATE) @Schema(example = "1990-12-31")
        String birthdate,

        @Nullable @WellFormed(Form.TIME_ZONE) @Schema(example = "Europe/Berlin")
        String zoneinfo,

        @JsonProperty("phone_number")
        @Nullable
        @WellFormed(Form.PHONE_NUMBER)
        @Schema(example = "+4930123456", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String phoneNumber,

        @JsonProperty("phone_number_verified") @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable
        Boolean phoneNumberVerified,

        @Nullable @Valid PostalAddress address) {

    /** Who has told nothing. */
    public static final StandardClaims NONE =
            new StandardClaims(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /**
     * A postal address (OpenID Connect Core 1.0 section 5.1.1).
     *
     * @param formatted all of it, in lines
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = false)
    public record PostalAddress(
            @Nullable @Size(min = 1, max = 1000) String formatted,

            @JsonProperty("street_address")
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            @Nullable
            @Size(min = 1, max = 500)
            String streetAddress,

            @Nullable @Size(min = 1, max = 200) String locality,
            @Nullable @Size(min = 1, max = 200) String region,

            @JsonProperty("postal_code")
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            @Nullable
            @Size(min = 1, max = 50)
            String postalCode,

            @Nullable @Size(min = 1, max = 100) String country) {}

    /** The same from a user, whose word does not make a number known: it stays known if it stays the same. */
    public StandardClaims toldAfter(StandardClaims before) {
        boolean isKnown = phoneNumber != null
                && phoneNumber.equals(before.phoneNumber)
                && Boolean.TRUE.equals(before.phoneNumberVerified);
        return withPhoneNumberVerified(isKnown);
    }

    /** The same without a word on a number that is not there, and with one on a number that is. */
    public StandardClaims completed() {
        return withPhoneNumberVerified(Boolean.TRUE.equals(phoneNumberVerified));
    }

    private StandardClaims withPhoneNumberVerified(boolean isVerified) {
        return new StandardClaims(
                name,
                givenName,
                familyName,
                middleName,
                nickname,
                profile,
                picture,
                website,
                gender,
                birthdate,
                zoneinfo,
                phoneNumber,
                phoneNumber == null ? null : isVerified,
                address);
    }

    /** They are about a person. */
    @Override
    public String toString() {
        return "StandardClaims";
    }
}
