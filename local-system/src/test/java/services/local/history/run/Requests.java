package services.local.history.run;

import java.net.URI;
import java.util.Map;

import services.local.history.Action;
import services.local.history.Action.Door;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;
import services.local.history.Part;
import services.local.roundtrip.Call;

/** Writes actions as requests to a part of the system. */
final class Requests {

    static final String PASSWORD = "correct horse battery staple";

    private final Parts parts;
    private final Wallet wallet;
    private final String tokenForValidation;

    /** @param tokenForValidation the access token with which a service asks about others */
    Requests(Parts parts, Wallet wallet, String tokenForValidation) {
        this.parts = parts;
        this.wallet = wallet;
        this.tokenForValidation = tokenForValidation;
    }

    Call of(Action action, Part asked) {
        return switch (action) {
            case Action.Login login ->
                Call.post(at(asked, "/login")).json(Map.of("username", login.user(), "password", PASSWORD));
            case Action.Refresh refresh ->
                Call.post(at(asked, "/refresh")).json(Map.of("refresh_token", wallet.refreshToken(refresh.spent())));
            case Action.Validation validation -> validation(validation, asked);
            case Action.Logout logout -> bearing(logout.bearer(), Call.post(at(asked, "/logout")));
            case Action.LogoutEverywhere logout ->
                bearing(logout.bearer(), Call.post(at(asked, "/logout"))).json(Map.of("everywhere", true));
            case Action.EndSession end ->
                bearing(end.bearer(), Call.delete(at(asked, "/users/me/sessions/" + wallet.id(end.ended()))));
            case Action.CreateApiKey creation ->
                bearing(creation.bearer(), Call.post(at(asked, "/users/me/api-keys")))
                        .json(Map.of("name", "a key"));
            case Action.DeleteApiKey deletion ->
                bearing(
                        deletion.bearer(),
                        Call.delete(at(asked, "/users/me/api-keys/" + wallet.id(deletion.deleted()))));
        };
    }

    private Call validation(Action.Validation validation, Part asked) {
        String value = wallet.value(validation.credential());
        if (validation.door() == Door.INTERNAL) {
            return Call.post(parts.internalUrl(asked).resolve("/validateToken"))
                    .json(Map.of("token", value))
                    .bearer(tokenForValidation);
        }
        Call call = Call.get(at(asked, validation.door() == Door.DATA ? "/data" : "/users/me"));
        return switch (validation.credential()) {
            case Pair ignored -> call.bearer(value);
            case ApiKey ignored -> call.header("X-API-KEY", value);
        };
    }

    private Call bearing(Pair bearer, Call call) {
        return call.bearer(wallet.value(bearer));
    }

    private URI at(Part asked, String path) {
        return parts.publicUrl(asked).resolve(path);
    }
}
