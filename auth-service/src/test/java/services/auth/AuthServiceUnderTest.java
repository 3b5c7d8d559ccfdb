package services.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import services.auth.user.Roles;
import services.backing.BackingServices;
import services.backing.Database;
import services.backing.FreePort;
import services.backing.ReceivedMail;
import services.backing.Smtp;
import services.description.check.ApiDescription;
import services.description.check.DescribedAnswers;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

/** auth-service with a real PostgreSQL and a real Redis, spoken to over real HTTP. */
public final class AuthServiceUnderTest implements AutoCloseable {

    public static final String ISSUER = "http://auth.localhost";
    public static final String PASSWORD = "correct horse battery staple";
    public static final String CLIENT_ID = "resource-service";
    public static final String CLIENT_SECRET = "a-secret-of-the-tests-that-is-long-enough";

    private static final Map<String, Object> SETTINGS = Map.of(
            "auth-service.host", "127.0.0.1",
            "auth-service.issuer", ISSUER,
            "auth-service.key-encryption-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "auth-service.resource-client.secret", CLIENT_SECRET,
            // everybody in a test comes from one address
            "auth-service.throttling.enabled", false,
            "auth-service.mail.tls", "none",
            "auth-service.mail.from", "Accounts <accounts@auth.test>",
            // as cheap as argon2 gets: these tests are not about its cost
            "auth-service.password-hashing.memory", "64",
            "auth-service.password-hashing.iterations", "1",
            // nor about a machine on which much else goes on
            "auth-service.password-hashing.niceness", "0");

    /** How the paths begin that answer browsers and not programs. */
    private static final List<String> PAGES = List.of(
            "/docs",
            "/assets",
            "/signin",
            "/signup",
            "/signout",
            "/forgotten-password",
            "/reset-password",
            "/account",
            "/device");

    /** What every answer is held against, whichever test it is for. */
    static final DescribedAnswers ANSWERS = describedAnswers();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedServer server;
    private final int publicPort;
    private final int internalPort;
    private final Smtp smtp;

    private AuthServiceUnderTest(EmbeddedServer server, int publicPort, int internalPort, Smtp smtp) {
        this.server = server;
        this.publicPort = publicPort;
        this.internalPort = internalPort;
        this.smtp = smtp;
    }

    /** The one that all tests of this JVM share, which none of them breaks. */
    public static AuthServiceUnderTest shared() {
        return Shared.SERVICE;
    }

    /** One on servers of its own, for tests that break them. */
    public static AuthServiceUnderTest on(BackingServices backing) {
        return on(backing, Map.of());
    }

    public static AuthServiceUnderTest on(BackingServices backing, Map<String, Object> settings) {
        Map<String, Object> all = settings(backing);
        all.putAll(settings);
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, all);
        return new AuthServiceUnderTest(
                server,
                server.getApplicationContext().getRequiredProperty("auth-service.port", Integer.class),
                server.getApplicationContext().getRequiredProperty("auth-service.internal-port", Integer.class),
                backing.smtp());
    }

    /** What a service on these servers is set to, with ports of its own. */
    static Map<String, Object> settings(BackingServices backing) {
        Database database = backing.postgres().database("auth");
        Map<String, Object> all = new HashMap<>(SETTINGS);
        all.put("auth-service.port", FreePort.pick());
        all.put("auth-service.internal-port", FreePort.pick());
        all.put("auth-service.database.url", database.jdbcUrl());
        all.put("auth-service.database.username", database.username());
        all.put("auth-service.database.password", database.password());
        all.put("auth-service.redis.uri", backing.redis().uri().toString());
        // where the clients of tests are told of logouts
        all.put("auth-service.outbound.allow", "127.0.0.1");
        all.put("auth-service.mail.host", backing.smtp().host());
        all.put("auth-service.mail.port", backing.smtp().port());
        return all;
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public ApplicationContext context() {
        return server.getApplicationContext();
    }

    public URI publicUri(String path) {
        return URI.create("http://127.0.0.1:" + publicPort + path);
    }

    public URI internalUri(String path) {
        return URI.create("http://127.0.0.1:" + internalPort + path);
    }

    /** A user that exists nowhere else. */
    public record TestUser(String id, String username, String email) {}

    public TestUser register() {
        String username = "user-" + UUID.randomUUID();
        String email = username + "@example.org";
        Answer answer = post("/register", json(Map.of("username", username, "email", email, "password", PASSWORD)));
        if (answer.status() != 201) {
            throw new AssertionError("register answered " + answer.status() + " " + answer.body());
        }
        return new TestUser(answer.text("id"), username, email);
    }

    /** The six digits in the last mail to that address, as soon as there are so many mails. */
    public String awaitCode(String address, int count) {
        return code(awaitMail(address, count));
    }

    /** The six digits in the first mail to that address. */
    public String firstCode(String address) {
        return code(mailsTo(address).getFirst());
    }

    private static String code(ReceivedMail mail) {
        Matcher code = Pattern.compile("\\b\\d{6}\\b").matcher(mail.text());
        if (!code.find()) {
            throw new AssertionError("The mail has no code");
        }
        return code.group();
    }

    /** A user whose address is confirmed. */
    public TestUser registerAndConfirm() {
        TestUser user = register();
        Answer answer = confirm(user.email(), awaitCode(user.email(), 1));
        if (answer.status() != 200) {
            throw new AssertionError("confirm answered " + answer.status() + " " + answer.body());
        }
        return user;
    }

    public Answer confirm(String email, String code) {
        return post("/register/confirm", json(Map.of("email", email, "code", code)));
    }

    public Answer login(String usernameOrEmail, String password) {
        return post("/login", json(Map.of("username", usernameOrEmail, "password", password)));
    }

    /** A login that names its client. */
    public Answer login(TestUser user, String clientId) {
        return post("/login", json(Map.of("username", user.username(), "password", PASSWORD, "client_id", clientId)));
    }

    /** A user who has that role besides the one of everybody. */
    public TestUser registerWith(String role) {
        TestUser user = register();
        bean(Roles.class).give(UUID.fromString(user.id()), role);
        return user;
    }

    /** A live access token of a user of its own who has that role. */
    public String tokenWith(String role) {
        return tokenOf(registerWith(role));
    }

    /** A live access token of that user. */
    public String tokenOf(TestUser user) {
        return pairOf(user).token();
    }

    /** What a login and a refresh give. */
    public record Pair(String token, String refreshToken) {

        public static Pair of(Answer answer) {
            if (answer.status() != 200) {
                throw new AssertionError("no tokens but " + answer.status() + " " + answer.body());
            }
            return new Pair(answer.text("token"), answer.text("refresh_token"));
        }
    }

    /** The tokens of a new login of that user. */
    public Pair pairOf(TestUser user) {
        return Pair.of(login(user.username(), PASSWORD));
    }

    public Answer refresh(String refreshToken) {
        return post("/refresh", json(Map.of("refresh_token", refreshToken)));
    }

    /** Whether /validateToken calls it live. */
    public boolean isLive(String token) {
        Answer answer = validate(token);
        if (answer.status() != 200) {
            throw new AssertionError("validateToken answered " + answer.status() + " " + answer.body());
        }
        return answer.json().path("authenticated").asBoolean();
    }

    /** A live access token of a user of its own. */
    public String token() {
        return tokenOf(register());
    }

    public Answer logout(String token) {
        return send(request(publicUri("/logout"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Answer logoutEverywhere(String token) {
        return send(request(publicUri("/logout"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(Map.of("everywhere", true)))));
    }

    public Answer me(String token) {
        return get("/users/me", token);
    }

    /** What /validateToken says, asked with a caller's token that it likes. */
    public Answer validate(String token) {
        return validateAs(clientToken(), token);
    }

    /** What /validateTokens says to these questions. */
    public Answer validateAll(List<Map<String, Object>> questions) {
        return validateAllAs(clientToken(), questions);
    }

    public Answer validateAllAs(String callerToken, List<Map<String, Object>> questions) {
        return send(request(internalUri("/validateTokens"))
                .header("Authorization", "Bearer " + callerToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(Map.of("questions", questions)))));
    }

    public Answer validateAs(String callerToken, String token) {
        return send(request(internalUri("/validateToken"))
                .header("Authorization", "Bearer " + callerToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(Map.of("token", token)))));
    }

    /** The client's own access token. */
    public String clientToken() {
        Answer answer = tokenRequest("grant_type=client_credentials&scope=token:validate&client_id=" + CLIENT_ID
                + "&client_secret=" + CLIENT_SECRET);
        if (answer.status() != 200) {
            throw new AssertionError("the token endpoint answered " + answer.status() + " " + answer.body());
        }
        return answer.text("access_token");
    }

    public Answer tokenRequest(String form) {
        return send(request(publicUri("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** An API key of the user of that token, as the answer to its making shows it. */
    public Answer createApiKey(String token, Map<String, ?> wanted) {
        return send(request(publicUri("/users/me/api-keys"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(wanted))));
    }

    /** A key of that user that may do all that the user may. */
    public ApiKey apiKeyOf(TestUser user) {
        Answer answer = createApiKey(tokenOf(user), Map.of("name", "test"));
        if (answer.status() != 201) {
            throw new AssertionError("no API key but " + answer.status() + " " + answer.body());
        }
        return new ApiKey(answer.text("id"), answer.text("key"));
    }

    public record ApiKey(String id, String value) {}

    public Answer deleteApiKey(String token, String id) {
        return delete("/users/me/api-keys/" + id, token);
    }

    /** The mails to that address that have arrived, in their order. */
    public List<ReceivedMail> mailsTo(String address) {
        return smtp.receivedBy(address);
    }

    /** The last mail to that address, as soon as there are so many. */
    public ReceivedMail awaitMail(String address, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(address).size() >= count);
        return mailsTo(address).getLast();
    }

    public Answer getWithApiKey(String path, String key) {
        return send(request(publicUri(path)).header("X-API-KEY", key));
    }

    public Answer get(String path, String token) {
        return send(request(publicUri(path)).header("Authorization", "Bearer " + token));
    }

    public Answer delete(String path, String token) {
        return send(request(publicUri(path))
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    /** A request with a bearer token and a JSON body. */
    public Answer call(String method, String path, String token, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request = request(publicUri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The sum of the metrics whose lines begin so. */
    public double metric(String name) {
        return send(request(internalUri("/prometheus")))
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** A request with a bearer token and no body. */
    public Answer call(String method, String path, String token) {
        return send(request(publicUri(path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** @param lines an account each */
    public Answer importUsers(String token, String lines) {
        return send(request(publicUri("/users/import"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }

    public Answer post(String path, String json) {
        return send(request(publicUri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            ANSWERS.check(response, response.request().uri().getPort() == internalPort);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static ApiDescription description() {
        try (InputStream yaml = AuthServiceUnderTest.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            return ApiDescription.read(requireNonNull(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedAnswers describedAnswers() {
        return new DescribedAnswers(
                description(),
                Stream.concat(
                                Stream.of(
                                        "/health",
                                        "/prometheus",
                                        "/openapi.yml",
                                        "/oauth2/authorize",
                                        "/oauth2/consent",
                                        "/oauth2/end_session"),
                                PAGES.stream())
                        .toList());
    }

    public static String json(Map<String, ?> members) {
        return new JsonMapper().writeValueAsString(members);
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }

    private static final class Shared {
        static final AuthServiceUnderTest SERVICE = on(BackingServices.shared());
    }
}
