package services.benchmarks.load.traffic;

import java.net.URI;
import java.util.Map;

import services.benchmarks.load.http.Reception;
import services.benchmarks.load.http.Request;
import services.benchmarks.seed.SeededUsers;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

/** The requests to a system, each under the name of its scenario. */
public final class Endpoints {

    public static final String VALIDATE = "validate";
    public static final String DATA = "data";
    public static final String LOGIN = "login";
    public static final String REFRESH = "refresh";
    public static final String LOGOUT = "logout";
    public static final String CLIENT_CREDENTIALS = "client-credentials";
    public static final String INTROSPECT = "introspect";
    public static final String AUTH_NO_OP = "auth-no-op";
    public static final String RESOURCE_NO_OP = "resource-no-op";

    private static final String UP = "{\"status\":\"UP\"";

    private final LocalSystem system;
    private final IntrospectingClient introspecting;

    /** A client that may ask about the tokens of everybody. */
    public record IntrospectingClient(String id, String secret) {}

    public Endpoints(LocalSystem system, IntrospectingClient introspecting) {
        this.system = system;
        this.introspecting = introspecting;
    }

    public Request validate(String token, String callerToken) {
        return Request.of(
                VALIDATE,
                Call.post(internal("/validateToken"))
                        .json(Map.of("token", token))
                        .bearer(callerToken),
                Reception.beginning("{\"authenticated\":true"));
    }

    public Request data(String token) {
        return Request.of(
                DATA,
                Call.get(system.resource().publicUrl().resolve("/data")).bearer(token),
                Reception.beginning("{\"data\":[{"));
    }

    Request login(int user, Reception reception) {
        return Request.of(LOGIN, loginCall(user), reception);
    }

    public Call loginCall(int user) {
        return Call.post(external("/login"))
                .json(Map.of("username", SeededUsers.name(user), "password", SeededUsers.PASSWORD))
                .header("X-Forwarded-For", address(user));
    }

    /** Each user logs in from an address of their own, as a proxy tells it. */
    private static String address(int user) {
        return "10." + (user >> 16 & 0xff) + "." + (user >> 8 & 0xff) + "." + (user & 0xff);
    }

    Request refresh(String refreshToken, Reception reception) {
        return Request.of(
                REFRESH, Call.post(external("/refresh")).json(Map.of("refresh_token", refreshToken)), reception);
    }

    Request logout(String token) {
        return Request.of(
                LOGOUT,
                Call.post(external("/logout")).json(Map.of()).bearer(token),
                Reception.beginning("{\"logged_out\":true,\"sessions_ended\":1"));
    }

    public Request clientCredentials() {
        return Request.of(CLIENT_CREDENTIALS, clientCredentialsCall(), Reception.containing("\"access_token\":\""));
    }

    public Call clientCredentialsCall() {
        return Call.post(external("/oauth2/token"))
                .basic(system.client().id(), system.client().secret())
                .form(Map.of("grant_type", "client_credentials", "scope", "token:validate"));
    }

    public Request introspect(String token) {
        return Request.of(
                INTROSPECT,
                Call.post(external("/oauth2/introspect"))
                        .basic(introspecting.id(), introspecting.secret())
                        .form(Map.of("token", token)),
                Reception.containing("\"active\":true"));
    }

    /** The cheapest answer of auth-service, from the listener of {@code /validateToken}. */
    public Request authNoOp() {
        return Request.of(AUTH_NO_OP, Call.get(internal("/health/liveness")), Reception.beginning(UP));
    }

    /** The cheapest answer of resource-service. */
    public Request resourceNoOp() {
        return Request.of(
                RESOURCE_NO_OP,
                Call.get(system.resource().internalUrl().resolve("/health/liveness")),
                Reception.beginning(UP));
    }

    private URI internal(String path) {
        return system.auth().internalUrl().resolve(path);
    }

    private URI external(String path) {
        return system.auth().publicUrl().resolve(path);
    }
}
