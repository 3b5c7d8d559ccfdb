package services.auth.oauth2.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that waits for its user, or was pushed (RFC 9126).
 *
 * @param requestUri its name
 * @param isPushed whether the client sent it here itself
 * @param seen whether a browser has come with it
 * @param browserLogin what told the browser's login apart when it came; absent when there was none
 * @param consentedIn the browser's login in which the user has allowed it
 */
@Serdeable
public record KeptRequest(
        String requestUri,
        String clientId,
        Map<String, List<String>> parameters,
        boolean isPushed,
        boolean seen,
        @Nullable String browserLogin,
        @Nullable UUID consentedIn) {

    /** A browser comes with it for the first time. */
    public KeptRequest seenBy(@Nullable String login) {
        return new KeptRequest(requestUri, clientId, parameters, isPushed, true, login, consentedIn);
    }

    /** Its user has allowed it. */
    public KeptRequest allowedIn(UUID browserSessionId) {
        return new KeptRequest(requestUri, clientId, parameters, isPushed, seen, browserLogin, browserSessionId);
    }

    @Override
    public String toString() {
        return "KeptRequest[" + clientId + "]";
    }
}
