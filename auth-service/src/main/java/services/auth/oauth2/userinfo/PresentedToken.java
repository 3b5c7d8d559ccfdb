package services.auth.oauth2.userinfo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.message.Reading;
import services.auth.oauth2.message.RefusedException;

/**
 * The access token of a request for userinfo: in {@code Authorization}, or as {@code access_token} in a form, not both (RFC 6750 section 2,
 * RFC 9449 section 7.1).
 *
 * @param isWithProof whether the scheme is DPoP
 * @param isInForm whether it is not in a header
 */
record PresentedToken(String value, boolean isWithProof, boolean isInForm) {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** @throws RefusedException when there is none, or more than one */
    static PresentedToken of(HTTPRequest message) throws ParseException {
        @Nullable String header = message.getAuthorization();
        @Nullable String inForm = inForm(message);
        if (header != null && inForm != null) {
            throw new RefusedException(BearerTokenError.INVALID_REQUEST);
        }
        return inForm == null ? inHeader(header) : new PresentedToken(inForm, false, true);
    }

    private static PresentedToken inHeader(@Nullable String header) {
        try {
            if (is(AccessTokenType.BEARER, header)) {
                return new PresentedToken(
                        Reading.of(() -> BearerAccessToken.parse(header)).getValue(), false, false);
            }
            if (is(AccessTokenType.DPOP, header)) {
                return new PresentedToken(
                        Reading.of(() -> DPoPAccessToken.parse(header)).getValue(), true, false);
            }
        } catch (ParseException malformed) {
            throw new RefusedException(BearerTokenError.INVALID_REQUEST);
        }
        throw new RefusedException(BearerTokenError.MISSING_TOKEN);
    }

    private static boolean is(AccessTokenType scheme, @Nullable String header) {
        String name = scheme.getValue() + " ";
        return header != null && header.regionMatches(true, 0, name, 0, name.length());
    }

    private static @Nullable String inForm(HTTPRequest message) throws ParseException {
        String type = message.getHeaderValue("Content-Type");
        // RFC 6750 section 2.2: of another type it is no form
        return type != null && type.startsWith(FORM)
                ? MultivaluedMapUtils.getFirstValue(message.getBodyAsFormParameters(), "access_token")
                : null;
    }

    /** That it is not good, by the scheme that it came with. */
    RefusedException invalid() {
        return new RefusedException(isWithProof ? DPoPTokenError.INVALID_TOKEN : BearerTokenError.INVALID_TOKEN);
    }

    /** That it is good, and not for this. */
    RefusedException insufficient() {
        return new RefusedException(
                isWithProof ? DPoPTokenError.INSUFFICIENT_SCOPE : BearerTokenError.INSUFFICIENT_SCOPE);
    }

    @Override
    public String toString() {
        return "PresentedToken";
    }
}
