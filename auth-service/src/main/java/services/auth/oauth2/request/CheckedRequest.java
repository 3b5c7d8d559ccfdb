package services.auth.oauth2.request;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import services.auth.oauth2.claims.ClaimsParameter;
import services.auth.oauth2.client.Client;
import services.auth.token.Scope;

/**
 * An authorization request in which everything is as it must be.
 *
 * @param parameters those that count, request objects and pushed requests unpacked
 * @param message the same, read
 * @param scope what the client may have of what it asks for
 * @param claims single claims that it asks for
 * @param subjects who must sign in, where that is told by {@code id_token_hint} or by the {@code claims} parameter; nobody can where they tell
 *     of two
 * @param kept under what name it is kept, and what has come of it so far; nothing for one that has just come
 */
public record CheckedRequest(
        Client client,
        Map<String, List<String>> parameters,
        AuthorizationRequest message,
        ReplyTo replyTo,
        Scope scope,
        ClaimsParameter claims,
        Set<String> subjects,
        Optional<KeptRequest> kept) {

    /**
     * Where the answer goes, and how.
     *
     * @param state as it was sent, be it nothing but spaces
     */
    public record ReplyTo(URI redirectUri, ResponseMode responseMode, Optional<String> state) {}

    /** The same as one of OpenID Connect, if it is one. */
    public Optional<AuthenticationRequest> openId() {
        return message instanceof AuthenticationRequest openId ? Optional.of(openId) : Optional.empty();
    }

    /** All that the user must allow. */
    public Scope toBeAllowed() {
        return scope.with(claims.standsFor());
    }

    public boolean asksFor(Prompt.Type prompt) {
        return message.getPrompt() != null && message.getPrompt().contains(prompt);
    }

    /** {@code login_hint} (OpenID Connect Core 1.0 section 3.1.2.1). */
    public Optional<String> loginHint() {
        return openId().map(AuthenticationRequest::getLoginHint);
    }

    /** {@code ui_locales}, the preferred first. */
    public Optional<String> uiLocales() {
        return find("ui_locales");
    }

    /** {@code nonce} as it was sent, of a request of OpenID Connect. */
    public Optional<String> nonce() {
        return openId().flatMap(ignored -> find("nonce"));
    }

    private Optional<String> find(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(List::getFirst);
    }
}
