package services.local.roundtrip;

import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import services.local.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** A new user registers, logs in, stores and reads data, refreshes, logs out, and the tokens are worth nothing from then on. */
public final class RoundTrip {

    /**
     * Where the round trip goes, and the client as whom it asks for the validation of a token.
     *
     * @param auth public listener of auth-service
     * @param authInternal its internal listener
     * @param resource public listener of resource-service
     */
    public record Destination(URI auth, URI authInternal, URI resource, String clientId, String clientSecret) {

        @Override
        public String toString() {
            return "Destination[" + auth + ", " + resource + "]";
        }
    }

    private final Destination destination;
    private final Story story;
    private final String username;
    private final String password;
    private final Map<String, Object> content = Map.of("note", "the first thing that I keep here");

    /** The random numbers make the user new; {@code java.security.SecureRandom} makes the password unknown too. */
    public RoundTrip(Destination destination, Terminal terminal, RandomGenerator random) {
        this.destination = destination;
        this.story = new Story(terminal);
        this.username = "traveller-" + hex(random, 4);
        this.password = hex(random, 16);
    }

    public Outcome play() throws InterruptedException {
        try {
            register();
            Pair first = logIn();
            String token = first.token();
            String id = storeData(token);
            readData("Read the data with the token in the Authorization header", id, data().bearer(token));
            readData("Read the data with the token in a header of its own", id, data().header("token", token));
            refuseNoToken();
            refuseTamperedToken(token);
            readOwnAccount(token);
            Pair second = refresh(first);
            refuseEndedToken("Try to read the data with the token from before the refresh", token);
            readData("Read the data with the new token", id, data().bearer(second.token()));
            logOut(second.token());
            refuseEndedToken("Try to read the data with the token from before the logout", second.token());
            refuseRefresh(second);
            validateEndedToken(logInAsClient(), second.token());
            return new Outcome.Completed(story.steps());
        } catch (BrokenStory broken) {
            return new Outcome.Failed(broken.step(), String.valueOf(broken.getMessage()));
        }
    }

    private void register() throws InterruptedException {
        Map<String, String> user = new LinkedHashMap<>();
        user.put("username", username);
        user.put("email", username + "@example.com");
        user.put("password", password);
        Answer answer =
                story.step("Register a new user", Call.post(auth("/register")).json(user));
        story.check("the status is 201", 201, answer.status());
        story.check("the user has the chosen name", username, answer.text("/username"));
        story.check("the user has an id", !answer.text("/id").isEmpty());
        story.check("the password is not told back", !answer.body().contains(password));
    }

    private record Pair(String token, String refreshToken) {

        static Pair of(Answer answer) {
            return new Pair(answer.text("/token"), answer.text("/refresh_token"));
        }

        @Override
        public String toString() {
            return "Pair[...]";
        }
    }

    private Pair logIn() throws InterruptedException {
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("username", username);
        credentials.put("password", password);
        Answer answer = story.step("Log in", Call.post(auth("/login")).json(credentials));
        return pair(answer);
    }

    private Pair refresh(Pair pair) throws InterruptedException {
        Answer answer = story.step("Get new tokens", refreshing(pair));
        Pair next = pair(answer);
        story.check("the token is another one", !next.token().equals(pair.token()));
        story.check("the refresh token is another one", !next.refreshToken().equals(pair.refreshToken()));
        return next;
    }

    private void refuseRefresh(Pair pair) throws InterruptedException {
        Answer answer = story.step("Try to get new tokens after the logout", refreshing(pair));
        story.check("the status is 401", 401, answer.status());
        story.check("the refresh token is invalid", "invalid_refresh_token", answer.text("/code"));
    }

    private Call refreshing(Pair pair) {
        return Call.post(auth("/refresh")).json(Map.of("refresh_token", pair.refreshToken()));
    }

    private Pair pair(Answer answer) {
        story.check("the status is 200", 200, answer.status());
        story.check("there is a token", !answer.text("/token").isEmpty());
        story.check("it is a bearer token", "Bearer", answer.text("/token_type"));
        story.check("it says when it expires", answer.at("/expires_in").asInt(0) > 0);
        story.check(
                "there is a refresh token, which does not die first",
                !answer.text("/refresh_token").isEmpty()
                        && answer.at("/refresh_expires_in").asInt(0)
                                >= answer.at("/expires_in").asInt(0));
        story.check(
                "nobody on the way may keep the answer",
                answer.header("Cache-Control").contains("no-store"));
        return Pair.of(answer);
    }

    private String storeData(String token) throws InterruptedException {
        Answer answer = story.step(
                "Store something", Call.post(data().uri()).bearer(token).json(Map.of("content", content)));
        story.check("the status is 201", 201, answer.status());
        story.check("the content is what was sent", isTheContent(answer.at("/data/content")));
        story.check("it has an id", !answer.text("/data/id").isEmpty());
        return answer.text("/data/id");
    }

    private void readData(String title, String id, Call call) throws InterruptedException {
        Answer answer = story.step(title, call);
        story.check("the status is 200", 200, answer.status());
        story.check(
                "there is one thing, as the user is new", 1, answer.at("/data").size());
        story.check("it is the one just stored", id, answer.text("/data/0/id"));
        story.check("its content is what was sent", isTheContent(answer.at("/data/0/content")));
    }

    private void refuseNoToken() throws InterruptedException {
        Answer answer = story.step("Try to read the data without a token", data());
        story.check("the status is 401", 401, answer.status());
        story.check("the answer asks for a bearer token", challenge(answer).startsWith("Bearer"));
    }

    private void refuseTamperedToken(String token) throws InterruptedException {
        Answer answer = story.step("Try to read the data with a tampered token", data().bearer(tamper(token)));
        refused(answer);
    }

    private void readOwnAccount(String token) throws InterruptedException {
        Answer answer =
                story.step("Read the own account", Call.get(auth("/users/me")).bearer(token));
        story.check("the status is 200", 200, answer.status());
        story.check("it is the account of the user", username, answer.text("/username"));
    }

    private void logOut(String token) throws InterruptedException {
        Answer answer = story.step("Log out", Call.post(auth("/logout")).bearer(token));
        story.check("the status is 200", 200, answer.status());
        story.check("the user is logged out", answer.at("/logged_out").asBoolean(false));
    }

    private void refuseEndedToken(String title, String token) throws InterruptedException {
        Answer answer = story.step(title, data().bearer(token));
        refused(answer);
    }

    private String logInAsClient() throws InterruptedException {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "client_credentials");
        grant.put("scope", "token:validate");
        Answer answer = story.step(
                "Get a token for a service that may validate tokens",
                Call.post(auth("/oauth2/token"))
                        .basic(destination.clientId(), destination.clientSecret())
                        .form(grant));
        story.check("the status is 200", 200, answer.status());
        story.check("the token may validate tokens", "token:validate", answer.text("/scope"));
        return answer.text("/access_token");
    }

    private void validateEndedToken(String clientToken, String token) throws InterruptedException {
        Answer answer = story.step(
                "Ask auth-service about the token from before the logout",
                Call.post(destination.authInternal().resolve("/validateToken"))
                        .bearer(clientToken)
                        .json(Map.of("token", token)));
        story.check("the status is 200", 200, answer.status());
        story.check("the token is dead, and nothing more is told", "{\"authenticated\":false}", compact(answer));
    }

    private void refused(Answer answer) {
        story.check("the status is 401", 401, answer.status());
        story.check(
                "the answer says that the token is invalid", challenge(answer).contains("invalid_token"));
    }

    private Call data() {
        return Call.get(destination.resource().resolve("/data"));
    }

    private URI auth(String path) {
        return destination.auth().resolve(path);
    }

    private boolean isTheContent(JsonNode node) {
        return node.size() == content.size()
                && content.entrySet().stream()
                        .allMatch(
                                entry -> node.path(entry.getKey()).asString("").equals(entry.getValue()));
    }

    private static String challenge(Answer answer) {
        return answer.header("WWW-Authenticate");
    }

    private static String compact(Answer answer) {
        return answer.at("").toString();
    }

    /** Changes the first letter of the signature; a change of the last might touch only bits that count for nothing. */
    private static String tamper(String token) {
        int signature = token.lastIndexOf('.') + 1;
        char changed = token.charAt(signature) == 'A' ? 'B' : 'A';
        return token.substring(0, signature) + changed + token.substring(signature + 1);
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] chosen = new byte[bytes];
        random.nextBytes(chosen);
        return HexFormat.of().formatHex(chosen);
    }
}
