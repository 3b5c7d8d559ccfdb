package services.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

import services.local.LocalSystem;
import services.local.ServiceProcess;
import services.local.SystemDescription;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

/** A client of both services, which may also ask auth-service about tokens as resource-service does. */
final class Client {

    static final String PASSWORD = "correct horse battery staple";

    private final Caller caller = new Caller();
    private final URI auth;
    private final URI internal;
    private final URI resource;
    private final SystemDescription.Client service;

    Client(LocalSystem system) {
        this(
                system.auth().publicUrl(),
                system.auth().internalUrl(),
                system.resource().publicUrl(),
                system.client());
    }

    /**
     * @param auth where auth-service is
     * @param internal where it is asked about tokens
     * @param resource where resource-service is
     * @param service as whom it is asked about tokens
     */
    Client(URI auth, URI internal, URI resource, SystemDescription.Client service) {
        this.auth = auth;
        this.internal = internal;
        this.resource = resource;
        this.service = service;
    }

    /** A user that exists nowhere else. */
    record User(String id, String name) {}

    User register() {
        String name = "user-" + UUID.randomUUID();
        Answer answer = registration(name);
        if (answer.status() != 201) {
            throw new AssertionError("The registration was answered " + answer);
        }
        return new User(answer.text("/id"), name);
    }

    Answer registration(String name) {
        return send(Call.post(auth("/register"))
                .json(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)));
    }

    /** The token of a new login. */
    String logIn(User user) {
        Answer answer = send(login(user, PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError("The login was answered " + answer);
        }
        return answer.text("/token");
    }

    /** The token of a login of a user of its own. */
    String liveToken() {
        return logIn(register());
    }

    /** A token that was live, was used, and whose login was ended. */
    String loggedOutToken() {
        String token = liveToken();
        send(data(token));
        Answer answer = send(logout(token));
        if (answer.status() != 200) {
            throw new AssertionError("The logout was answered " + answer);
        }
        return token;
    }

    Call login(User user, String password) {
        return Call.post(auth("/login")).json(Map.of("username", user.name(), "password", password));
    }

    Call refresh(String refreshToken) {
        return Call.post(auth("/refresh")).json(Map.of("refresh_token", refreshToken));
    }

    Call logout(String token) {
        return Call.post(auth("/logout")).bearer(token);
    }

    Call logoutEverywhere(String token) {
        return logout(token).json(Map.of("everywhere", true));
    }

    Call account(String token) {
        return Call.get(auth("/users/me")).bearer(token);
    }

    Call deletionOfTheAccount(String token) {
        return Call.delete(auth("/users/me")).bearer(token);
    }

    /** Makes an API key. */
    Call apiKey(String token, Map<String, ?> wanted) {
        return Call.post(auth("/users/me/api-keys")).bearer(token).json(wanted);
    }

    Call deletionOfTheApiKey(String token, String id) {
        return Call.delete(auth("/users/me/api-keys/" + id)).bearer(token);
    }

    /** Presents an API key where it is taken. */
    Call dataWithApiKey(String key) {
        return data().header("X-API-KEY", key);
    }

    Call accountWithApiKey(String key) {
        return Call.get(auth("/users/me")).header("X-API-KEY", key);
    }

    /** Reads the data without any token. */
    Call data() {
        return Call.get(resource.resolve("/data"));
    }

    Call data(String token) {
        return data().bearer(token);
    }

    Call storing(String token) {
        return Call.post(data().uri()).bearer(token).json(Map.of("content", "something"));
    }

    /** Asks about a token as resource-service does, without the proof of being a caller who may. */
    Call validation(String token) {
        return Call.post(internal.resolve("/validateToken")).json(Map.of("token", token));
    }

    Call validationOnPublicListener(String token) {
        return Call.post(auth("/validateToken")).json(Map.of("token", token)).bearer(tokenForValidation());
    }

    /** The access token with which a service asks about other tokens. */
    String tokenForValidation() {
        return send(Call.post(auth("/oauth2/token"))
                        .basic(service.id(), service.secret())
                        .form(Map.of("grant_type", "client_credentials", "scope", "token:validate")))
                .text("/access_token");
    }

    Call onPublicListener(ServiceProcess service, String path) {
        return Call.get(service.publicUrl().resolve(path));
    }

    /** @throws UncheckedIOException when there is no answer */
    Answer send(Call call) {
        try {
            return caller.send(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI auth(String path) {
        return auth.resolve(path);
    }
}
