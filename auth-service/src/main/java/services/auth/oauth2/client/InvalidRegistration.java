package services.auth.oauth2.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import services.auth.oauth2.message.RefusedException;

/** Refusals of a registration (RFC 7591 section 3.2.2). */
final class InvalidRegistration {

    private InvalidRegistration() {}

    /**
     * A member that is not what it should be.
     *
     * @param demand how the sentence goes on that begins with the member: {@code must be ...}
     */
    static RefusedException metadata(String member, String demand) {
        return refused(RegistrationError.INVALID_CLIENT_METADATA, member, demand);
    }

    /** A redirect URI that is not what it should be, see {@link #metadata}. */
    static RefusedException redirectUri(String demand) {
        return refused(RegistrationError.INVALID_REDIRECT_URI, "redirect_uris", demand);
    }

    private static RefusedException refused(ErrorObject error, String member, String demand) {
        // RFC 6749 section 5.2: no quotes, no backslashes, ASCII alone
        String description = ErrorObject.removeIllegalChars(member + " " + demand);
        return new RefusedException(new ErrorObject(error.getCode(), description, error.getHTTPStatusCode()));
    }
}
