package services.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import services.local.LocalSystem;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

/** Users who logged in, and the questions that a resource server asks about their tokens. */
final class Logins {

    private static final String PASSWORD = "correct horse battery staple";

    private final Caller caller = new Caller();
    private final LocalSystem system;

    Logins(LocalSystem system) {
        this.system = system;
    }

    /** Asks about the token of a login each, of users of their own. */
    List<Call> validations(int count) {
        String callerToken = callerToken();
        URI validateToken = system.auth().internalUrl().resolve("/validateToken");
        return Stream.generate(this::token)
                .limit(count)
                .map(token ->
                        Call.post(validateToken).json(Map.of("token", token)).bearer(callerToken))
                .toList();
    }

    /** Sends each of them once. */
    void show(List<Call> validations) {
        validations.forEach(validation -> send(validation, 200));
    }

    private String token() {
        String name = "user-" + UUID.randomUUID();
        send(
                Call.post(auth("/register"))
                        .json(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)),
                201);
        return send(Call.post(auth("/login")).json(Map.of("username", name, "password", PASSWORD)), 200)
                .text("/token");
    }

    private String callerToken() {
        return send(
                        Call.post(auth("/oauth2/token"))
                                .basic(system.client().id(), system.client().secret())
                                .form(Map.of("grant_type", "client_credentials", "scope", "token:validate")),
                        200)
                .text("/access_token");
    }

    private URI auth(String path) {
        return system.auth().publicUrl().resolve(path);
    }

    private Answer send(Call call, int expected) {
        try {
            Answer answer = caller.send(call);
            if (answer.status() != expected) {
                throw new IllegalStateException(call.uri() + " answered " + answer.status() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(call.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
