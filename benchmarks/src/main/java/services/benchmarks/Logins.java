package services.benchmarks;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import services.benchmarks.http.Requests;
import services.local.LocalSystem;
import services.local.SystemDescription;
import services.local.roundtrip.Call;

/** Users who logged in, and the questions that a resource server asks about their tokens. */
final class Logins {

    private static final String PASSWORD = "correct horse battery staple";

    private final Requests requests = new Requests();
    private final LocalSystem system;

    Logins(LocalSystem system) {
        this.system = system;
    }

    /** A system where logins by the hundred are the preparation and not the subject, and its callers' tokens outlive what is measured. */
    static LocalSystem.Config quick() {
        return LocalSystem.Config.isolated()
                .with("AUTH_SERVICE_PASSWORD_HASHING_MEMORY", "64")
                .with("AUTH_SERVICE_PASSWORD_HASHING_ITERATIONS", "1")
                .with("AUTH_SERVICE_CLIENT_ACCESS_TOKEN_TIME_TO_LIVE", "2h");
    }

    /** Access tokens, of users of their own. */
    List<String> tokens(int count) {
        return Stream.generate(this::token).limit(count).toList();
    }

    /** Asks about the token of a login each, of users of their own. */
    List<Call> validations(int count) {
        String callerToken = callerToken();
        URI validateToken = system.auth().internalUrl().resolve("/validateToken");
        return tokens(count).stream()
                .map(token ->
                        Call.post(validateToken).json(Map.of("token", token)).bearer(callerToken))
                .toList();
    }

    /** Sends each of them once. */
    void show(List<Call> validations) {
        validations.forEach(validation -> requests.send(validation, 200));
    }

    /** The token of a login of the first superuser. */
    String superuserToken() {
        SystemDescription.Admin admin = system.admin();
        return token(admin.username(), admin.password());
    }

    private String token() {
        String name = "user-" + UUID.randomUUID();
        requests.send(
                Call.post(auth("/register"))
                        .json(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)),
                201);
        return token(name, PASSWORD);
    }

    private String token(String username, String password) {
        return requests.send(Call.post(auth("/login")).json(Map.of("username", username, "password", password)), 200)
                .text("/token");
    }

    /** That with which resource-service asks. */
    String callerToken() {
        return requests.send(
                        Call.post(auth("/oauth2/token"))
                                .basic(system.client().id(), system.client().secret())
                                .form(Map.of("grant_type", "client_credentials", "scope", "token:validate")),
                        200)
                .text("/access_token");
    }

    private URI auth(String path) {
        return system.auth().publicUrl().resolve(path);
    }
}
