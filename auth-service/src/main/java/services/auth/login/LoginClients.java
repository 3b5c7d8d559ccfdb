package services.auth.login;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.Flavour;

/** Who may name itself as the client of a login, and which flavour its tokens have. */
@Context
class LoginClients {

    /** The {@code client_id} of logins that name no client: the service's own. */
    static final String DEFAULT = "login";

    private static final Pattern SETTING = Pattern.compile("([A-Za-z0-9._-]{1,64}):(\\w+)");

    private final Map<String, Flavour> flavours = new HashMap<>();

    LoginClients(LoginConfiguration login, AccessTokenConfiguration accessToken) {
        flavours.put(DEFAULT, accessToken.loginFlavour());
        login.clients().stream()
                .map(String::strip)
                .filter(client -> !client.isEmpty())
                .forEach(this::add);
    }

    private void add(String client) {
        Matcher parts = SETTING.matcher(client);
        Optional<Flavour> flavour = parts.matches() ? Flavour.find(parts.group(2)) : Optional.empty();
        if (flavour.isEmpty() || flavours.putIfAbsent(parts.group(1), flavour.get()) != null) {
            throw new StartException(
                    "AUTH_SERVICE_LOGIN_CLIENTS must be like web:sliding,job:fixed,kiosk:single_use, each"
                            + " client named once and none " + DEFAULT + "; this one is not: " + client);
        }
    }

    /** The flavour of the client's tokens, or nothing when there is no such client. */
    Optional<Flavour> find(String clientId) {
        return Optional.ofNullable(flavours.get(clientId));
    }
}
