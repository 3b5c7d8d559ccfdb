package services.auth.oauth2.endsession;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.token.IdToken;

/**
 * A request to sign a user out (OpenID Connect RP-Initiated Logout 1.0 section 2), of which all is as it must be.
 *
 * @param hint the ID token of whoever shall be signed out
 * @param client that asks for it
 * @param redirectUri where the browser goes afterwards, registered by the client
 * @param uiLocales in which languages the user likes to be spoken to, best first, separated by spaces
 * @param parameters as they came
 */
record EndSessionRequest(
        Optional<IdToken> hint,
        Optional<Client> client,
        Optional<URI> redirectUri,
        Optional<String> state,
        Optional<String> uiLocales,
        Map<String, String> parameters) {

    /** What the client is called; nothing where none is known. */
    @Nullable
    String clientName() {
        return client.map(known -> Objects.requireNonNullElse(known.metadata().getName(), known.clientId()))
                .orElse(null);
    }

    /** Where the browser goes afterwards (section 3). */
    Optional<URI> location() {
        return redirectUri.map(uri -> state.map(value -> withState(uri, value)).orElse(uri));
    }

    private static URI withState(URI uri, String state) {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + separator + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
    }
}
