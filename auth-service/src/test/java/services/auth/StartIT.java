package services.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a process of its own: what an operator reads when it does not start, and how it stops. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartIT {

    @ParameterizedTest
    @CsvSource({
        "key-encryption-key, '', AUTH_SERVICE_KEY_ENCRYPTION_KEY",
        "key-encryption-key, short, AUTH_SERVICE_KEY_ENCRYPTION_KEY",
        "resource-client.secret, short, AUTH_SERVICE_RESOURCE_CLIENT_SECRET",
        "admin.username, admin, AUTH_SERVICE_ADMIN_PASSWORD",
        "access-token.idle-timeout, soon, AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT",
        "access-token.time-to-live, -1s, AUTH_SERVICE_ACCESS_TOKEN_TIME_TO_LIVE",
        "signing-key.publish-ahead, 1s, AUTH_SERVICE_SIGNING_KEY_PUBLISH_AHEAD",
        "database.password, wrong, AUTH_SERVICE_DATABASE_PASSWORD",
        "redis.uri, nonsense, AUTH_SERVICE_REDIS_URI",
        "access-token.flavour, sour, AUTH_SERVICE_ACCESS_TOKEN_FLAVOUR",
        "access-token.signature-algorithm, EdDSA, AUTH_SERVICE_ACCESS_TOKEN_SIGNATURE_ALGORITHM",
        "login.clients, kiosk:sour, AUTH_SERVICE_LOGIN_CLIENTS",
        "login.clients, login:fixed, AUTH_SERVICE_LOGIN_CLIENTS",
        "throttling.login.attempts, often, AUTH_SERVICE_THROTTLING_LOGIN_ATTEMPTS",
        "throttling.login.delay.longest, 1ms, AUTH_SERVICE_THROTTLING_LOGIN_DELAY",
        "trusted-proxies, proxy.example.org, AUTH_SERVICE_TRUSTED_PROXIES",
        "outbound.allow, intranet.example.org, AUTH_SERVICE_OUTBOUND_ALLOW",
        "client-registration.access, sour, AUTH_SERVICE_CLIENT_REGISTRATION_ACCESS",
        "throttling.client-registration, often, AUTH_SERVICE_THROTTLING_CLIENT_REGISTRATION",
        "clients.file, /no/such/file.json, AUTH_SERVICE_CLIENTS_FILE",
        "issuer, http://auth.example.com, AUTH_SERVICE_ISSUER",
        "issuer, http://192.168.1.1:8080, AUTH_SERVICE_ISSUER",
        "issuer, http://localhost.example.com, AUTH_SERVICE_ISSUER",
        "issuer, https://auth.example.com?a=1, AUTH_SERVICE_ISSUER",
        "issuer, https://auth.example.com#a, AUTH_SERVICE_ISSUER",
        "issuer, https://auth.example.com/, AUTH_SERVICE_ISSUER",
        "issuer, auth.example.com, AUTH_SERVICE_ISSUER",
        "tls.client-certificate-url, https://mtls.example.com, AUTH_SERVICE_TLS_CLIENT_CERTIFICATE_URL",
        "throttling.client-secret, often, AUTH_SERVICE_THROTTLING_CLIENT_SECRET",
        "mail.tls, sour, AUTH_SERVICE_MAIL_TLS",
        "mail.from, '', AUTH_SERVICE_MAIL_FROM",
        "mail.folder, /tmp, AUTH_SERVICE_MAIL_FOLDER",
        "mail.retry.first, 1ms, AUTH_SERVICE_MAIL_RETRY_FIRST",
        "page.name, '', AUTH_SERVICE_PAGE_NAME",
        "page.colour, blue, AUTH_SERVICE_PAGE_COLOUR",
        "page.logo, /nowhere/logo.svg, AUTH_SERVICE_PAGE_LOGO",
        "page.logo, http://example.org/logo.svg, AUTH_SERVICE_PAGE_LOGO",
        "page.logo, https:///logo.svg, AUTH_SERVICE_PAGE_LOGO",
        "refresh-token.maximum-lifetime, 1d, AUTH_SERVICE_REFRESH_TOKEN_MAXIMUM_LIFETIME",
    })
    void wrongSettingIsOneLineThatNamesItAndStatusOne(String setting, String value, String named) throws Exception {
        Map<String, Object> settings = AuthServiceUnderTest.settings(BackingServices.shared());
        settings.put("auth-service." + setting, value);

        assertStops(settings, named);
    }

    @ParameterizedTest
    @CsvSource({"port, AUTH_SERVICE_PORT", "internal-port, AUTH_SERVICE_INTERNAL_PORT"})
    void takenPortIsOneLineThatNamesItAndStatusOne(String setting, String named) throws Exception {
        Map<String, Object> settings = AuthServiceUnderTest.settings(BackingServices.shared());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put("auth-service." + setting, taken.getLocalPort());
            assertStops(settings, named, String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void schemaOfANewerVersionIsOneLineAndStatusOne() throws Exception {
        try (BackingServices backing = BackingServices.dedicated()) {
            AuthServiceUnderTest.on(backing).close();
            Map<String, Object> settings = AuthServiceUnderTest.settings(backing);
            execute(settings, """
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                                                       execution_time, success)
                    VALUES (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'somebody', 1, true)""");

            assertStops(settings, "newer version");
        }
    }

    @Test
    void migrationThatIsNotTheOneThatRanIsOneLineAndStatusOne() throws Exception {
        try (BackingServices backing = BackingServices.dedicated()) {
            AuthServiceUnderTest.on(backing).close();
            Map<String, Object> settings = AuthServiceUnderTest.settings(backing);
            execute(settings, "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'");

            assertStops(settings, "another V3__");
        }
    }

    @Test
    void redisThatCouldDropRevocationsIsOneLineAndStatusOne() throws Exception {
        try (BackingServices backing = BackingServices.dedicated()) {
            try (RedisClient client = RedisClient.create(backing.redis().uri().toString())) {
                client.connect().sync().configSet("maxmemory-policy", "allkeys-lru");
            }

            assertStops(AuthServiceUnderTest.settings(backing), "allkeys-lru", "noeviction");
        }
    }

    @Test
    void serviceWaitsForItsDatabaseAndStopsWhenItIsTold() throws Exception {
        try (BackingServices backing = BackingServices.dedicated()) {
            Map<String, Object> settings = AuthServiceUnderTest.settings(backing);
            backing.postgres().kill();
            Process service = run(settings);
            StringBuilder log = new StringBuilder();
            readUntil("Waiting for the database", service, log);
            backing.postgres().start();
            readUntil("listens", service, log);

            service.destroy();

            assertThat(service.waitFor(15, TimeUnit.SECONDS)).isTrue();
            assertThat(log.toString()).doesNotContain("\tat ");
        }
    }

    @Test
    void serviceStartsWithoutRedis() throws Exception {
        try (BackingServices backing = BackingServices.dedicated()) {
            Map<String, Object> settings = AuthServiceUnderTest.settings(backing);
            backing.redis().kill();
            try (AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, settings)) {
                assertThat(service.validate(service.token()).text("authenticated"))
                        .isEqualTo("true");
            }
        }
    }

    private static void readUntil(String word, Process service, StringBuilder log) throws IOException {
        do {
            String line = service.inputReader().readLine();
            assertThat(line).as(log.toString()).isNotNull();
            log.append(line).append('\n');
        } while (!log.substring(log.lastIndexOf("\n", log.length() - 2) + 1).contains(word));
    }

    private static void assertStops(Map<String, Object> settings, String... complaint) throws Exception {
        Process service = run(settings);
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(service));
        boolean stopped = service.waitFor(60, TimeUnit.SECONDS);
        service.destroyForcibly();
        String log = output.join();
        assertThat(stopped).as(log).isTrue();
        assertThat(service.exitValue()).as(log).isEqualTo(1);
        List<String> errors = log.lines().filter(line -> line.contains("ERROR")).toList();
        assertThat(errors).as(log).singleElement().asString().contains(complaint);
        assertThat(log).doesNotContain("\tat ");
    }

    private static String read(Process service) {
        try {
            return new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(Map<String, Object> settings) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                // what is installed, not what is tested with
                System.getProperty("java.class.path").replaceAll("[^:]*test-classes[^:]*:?", ""),
                AuthService.class.getName());
        settings.forEach((name, value) -> process.environment()
                .put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), String.valueOf(value)));
        return process.redirectErrorStream(true).start();
    }

    private static void execute(Map<String, Object> settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                String.valueOf(settings.get("auth-service.database.url")),
                String.valueOf(settings.get("auth-service.database.username")),
                String.valueOf(settings.get("auth-service.database.password")))) {
            connection.createStatement().execute(sql);
        }
    }
}
