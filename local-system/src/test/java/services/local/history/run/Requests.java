package services.local.history.run;

import java.net.URI;
import java.util.Map;

import services.local.LocalSystem;
import services.local.ServiceProcess;
import services.local.history.Action;
import services.local.history.Action.Door;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;
import services.local.history.Part;
import services.local.roundtrip.Call;

/** Writes actions as requests to one of two instances of auth-service, or to resource-service. */
final class Requests {

    static final String PASSWORD = "correct horse battery staple";

    private final LocalSystem system;
    private final ServiceProcess secondAuth;
    private final Wallet wallet;
    private final String tokenForValidation;

    /** @param tokenForValidation the access token with which a service asks about others */
    Requests(LocalSystem system, ServiceProcess secondAuth, Wallet wallet, String tokenForValidation) {
        this.system = system;
        this.secondAuth = secondAuth;
        this.wallet = wallet;
        this.tokenForValidation = tokenForValidation;
    }

    Call of(Action action, Part asked) {
        ServiceProcess service = service(asked);
        return switch (action) {
            case Action.Login login ->
                Call.post(at(service, "/login")).json(Map.of("username", login.user(), "password", PASSWORD));
            case Action.Refresh refresh ->
                Call.post(at(service, "/refresh")).json(Map.of("refresh_token", wallet.refreshToken(refresh.spent())));
            case Action.Validation validation -> validation(validation, service);
            case Action.Logout logout -> bearing(logout.bearer(), Call.post(at(service, "/logout")));
            case Action.LogoutEverywhere logout ->
                bearing(logout.bearer(), Call.post(at(service, "/logout"))).json(Map.of("everywhere", true));
            case Action.EndSession end ->
                bearing(end.bearer(), Call.delete(at(service, "/users/me/sessions/" + wallet.id(end.ended()))));
            case Action.CreateApiKey creation ->
                bearing(creation.bearer(), Call.post(at(service, "/users/me/api-keys")))
                        .json(Map.of("name", "a key"));
            case Action.DeleteApiKey deletion ->
                bearing(
                        deletion.bearer(),
                        Call.delete(at(service, "/users/me/api-keys/" + wallet.id(deletion.deleted()))));
        };
    }

    private Call validation(Action.Validation validation, ServiceProcess service) {
        String value = wallet.value(validation.credential());
        if (validation.door() == Door.INTERNAL) {
            return Call.post(service.internalUrl().resolve("/validateToken"))
                    .json(Map.of("token", value))
                    .bearer(tokenForValidation);
        }
        Call call = Call.get(at(service, validation.door() == Door.DATA ? "/data" : "/users/me"));
        return switch (validation.credential()) {
            case Pair ignored -> call.bearer(value);
            case ApiKey ignored -> call.header("X-API-KEY", value);
        };
    }

    private Call bearing(Pair bearer, Call call) {
        return call.bearer(wallet.value(bearer));
    }

    private ServiceProcess service(Part part) {
        return switch (part) {
            case FIRST_AUTH -> system.auth();
            case SECOND_AUTH -> secondAuth;
            case RESOURCE -> system.resource();
        };
    }

    private static URI at(ServiceProcess service, String path) {
        return service.publicUrl().resolve(path);
    }
}
