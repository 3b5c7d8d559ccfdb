package services.auth.oauth2.endsession;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.message.Reading;
import services.auth.token.IdToken;
import services.auth.token.IdTokenVerifier;

/** Reads requests to sign a user out. */
@Singleton
class EndSessionRequests {

    /** All that there are; others are ignored. */
    private static final List<String> PARAMETERS =
            List.of("id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    private final Clients clients;
    private final IdTokenVerifier idTokenVerifier;

    EndSessionRequests(Clients clients, IdTokenVerifier idTokenVerifier) {
        this.clients = clients;
        this.idTokenVerifier = idTokenVerifier;
    }

    /**
     * Reads one. A hint that is not good counts as none: so the user is asked.
     *
     * @return nothing when it is malformed, or names a client or an address that is not the client's: nobody is sent there
     */
    Optional<EndSessionRequest> read(Map<String, List<String>> form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            List<String> values = form.getOrDefault(name, List.of());
            if (values.size() > 1) {
                return Optional.empty();
            }
            values.stream().filter(value -> !value.isEmpty()).forEach(value -> parameters.put(name, value));
        }
        return parse(parameters).flatMap(request -> check(request, parameters));
    }

    private static Optional<LogoutRequest> parse(Map<String, String> parameters) {
        Map<String, List<String>> single = new HashMap<>();
        parameters.forEach((name, value) -> single.put(name, List.of(value)));
        // what can be made of it is the pages' business
        single.remove("ui_locales");
        if (!parameters.containsKey("post_logout_redirect_uri")) {
            // which the library does not allow, and the standard does
            single.remove("state");
        }
        try {
            return Optional.of(Reading.of(() -> LogoutRequest.parse(single)));
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private Optional<EndSessionRequest> check(LogoutRequest request, Map<String, String> parameters) {
        Optional<IdToken> hint =
                Optional.ofNullable(parameters.get("id_token_hint")).flatMap(idTokenVerifier::verify);
        String named = parameters.get("client_id");
        Optional<Client> client = client(hint, named);
        boolean isClientGood = named == null || client.isPresent();
        URI redirectUri = request.getPostLogoutRedirectionURI();
        boolean isRedirectGood = redirectUri == null
                || client.filter(known -> isRegistered(known, redirectUri)).isPresent();
        return isClientGood && isRedirectGood
                ? Optional.of(new EndSessionRequest(
                        hint,
                        client,
                        Optional.ofNullable(redirectUri),
                        Optional.ofNullable(parameters.get("state")),
                        Optional.ofNullable(parameters.get("ui_locales")),
                        Map.copyOf(parameters)))
                : Optional.empty();
    }

    /** The client of the hint; if there is none, the one that the request names. Where there are both they must be one (section 2). */
    private Optional<Client> client(Optional<IdToken> hint, @Nullable String named) {
        List<String> audience = hint.map(IdToken::audience).orElse(List.of());
        if (named == null) {
            return audience.size() == 1 ? clients.find(audience.getFirst()) : Optional.empty();
        }
        return hint.isEmpty() || audience.contains(named) ? clients.find(named) : Optional.empty();
    }

    private static boolean isRegistered(Client client, URI redirectUri) {
        return Optional.ofNullable(client.metadata().getPostLogoutRedirectionURIs()).stream()
                .flatMap(Set::stream)
                // character by character: URI.equals does not look at the case of hosts
                .anyMatch(registered -> registered.toString().equals(redirectUri.toString()));
    }
}
