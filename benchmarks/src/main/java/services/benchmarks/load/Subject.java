package services.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import services.benchmarks.http.Requests;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.traffic.Endpoints;
import services.benchmarks.load.traffic.Rotation;
import services.benchmarks.seed.AuthDatabase;
import services.benchmarks.seed.Revocations;
import services.benchmarks.seed.SeededUsers;
import services.local.LocalSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running system with a few users and revoked tokens, and the tokens of logins that are shown in turn. */
final class Subject implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INTROSPECTING = "introspecting-api";

    private final LocalSystem system;
    private final AuthDatabase database;
    private final SeededUsers users;
    private final Endpoints endpoints;
    private final List<String> tokens;
    private final String callerToken;

    private Subject(LocalSystem system, Endpoints endpoints, LoadOptions options) throws SQLException {
        this.system = system;
        this.endpoints = endpoints;
        this.database = new AuthDatabase(system);
        this.users = SeededUsers.begin(system);
        users.grow(options.few());
        new Revocations(database).publish(options.few());
        Requests requests = new Requests();
        this.tokens = IntStream.rangeClosed(1, options.tokens())
                .mapToObj(number ->
                        requests.send(endpoints.loginCall(number), 200).text("/token"))
                .toList();
        this.callerToken = requests.send(endpoints.clientCredentialsCall(), 200).text("/access_token");
    }

    /** What the run sets over the standard settings, and why. */
    static Map<String, String> settings(LoadOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        // attempts to log in are counted as always; the load generator says from which address each comes
        settings.put("AUTH_SERVICE_TRUSTED_PROXIES", "127.0.0.0/8,::1");
        // the one caller of /validateToken asks with the same token all the time
        settings.put("AUTH_SERVICE_CLIENT_ACCESS_TOKEN_TIME_TO_LIVE", "2h");
        settings.putAll(options.settings());
        return settings;
    }

    static Subject start(LoadOptions options) throws SQLException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Endpoints.IntrospectingClient introspecting =
                new Endpoints.IntrospectingClient(INTROSPECTING, HexFormat.of().formatHex(random));
        Path clients = clientsFile(introspecting);
        LocalSystem.Config config = LocalSystem.Config.isolated().with("AUTH_SERVICE_CLIENTS_FILE", clients.toString());
        for (Map.Entry<String, String> setting : settings(options).entrySet()) {
            config = config.with(setting.getKey(), setting.getValue());
        }
        LocalSystem system = LocalSystem.start(config);
        try {
            return new Subject(system, new Endpoints(system, introspecting), options);
        } catch (RuntimeException | SQLException e) {
            system.close();
            throw e;
        }
    }

    private static Path clientsFile(Endpoints.IntrospectingClient client) {
        try {
            Path file = Files.createTempFile("clients", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    JSON.writeValueAsString(List.of(Map.of(
                            "client_id",
                            client.id(),
                            "client_secret",
                            client.secret(),
                            "grant_types",
                            List.of("client_credentials"),
                            "response_types",
                            List.of(),
                            "scope",
                            "token:introspect"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalSystem system() {
        return system;
    }

    AuthDatabase database() {
        return database;
    }

    SeededUsers users() {
        return users;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Rotation validations() {
        return rotation(token -> endpoints.validate(token, callerToken));
    }

    Rotation data() {
        return rotation(endpoints::data);
    }

    Rotation introspections() {
        return rotation(endpoints::introspect);
    }

    private Rotation rotation(Function<String, Request> request) {
        return new Rotation(tokens.stream().map(request).toList());
    }

    /** The claims of the first token. */
    JsonNode claims() {
        return part(1);
    }

    /** How tokens are signed, see RFC 7518 section 3.1. */
    String signatureAlgorithm() {
        return part(0).path("alg").asString();
    }

    private JsonNode part(int index) {
        byte[] json = Base64.getUrlDecoder().decode(tokens.getFirst().split("\\.", -1)[index]);
        return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    }

    /** As auth-service stored it for every seeded user. */
    String passwordHash() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement("SELECT password_hash FROM users WHERE id = ?")) {
            query.setObject(1, SeededUsers.id(1));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
