package services.auth.oauth2.request;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** What the checks of an authorization request say. */
public sealed interface Checked {

    record Accepted(CheckedRequest request) implements Checked {}

    /**
     * The client is told (RFC 6749 section 4.1.2.1).
     *
     * @param isSilent whether no page may be shown before ({@code prompt=none})
     */
    record RefusedToClient(CheckedRequest.ReplyTo replyTo, ErrorObject error, boolean isSilent) implements Checked {}

    /** Only the user is told: nobody knows whose the address is where the client wants its answer (section 4.1.2.1). */
    record RefusedToUser(Reason reason) implements Checked {}

    /** What the user is told. */
    enum Reason {
        /** There is no such client. */
        UNKNOWN_CLIENT,
        /** The redirect URI is none of the client's. */
        REDIRECT_URI,
        /** Nobody knows how the client wants its answer (OpenID Connect Core 1.0 section 3.1.2.6). */
        RESPONSE_MODE,
        /** It is wrong and too long to be kept until its user has signed in. */
        TOO_LONG,
        /** What was asked for waits no longer. */
        EXPIRED
    }
}
