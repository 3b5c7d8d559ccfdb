package services.backing;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** PostgreSQL, Redis and an SMTP server, each started when it is first asked for. */
public final class BackingServices implements AutoCloseable {

    private static final String PASSWORD = "password";

    private final Supplier<Postgres> postgresStart;
    private final Supplier<Redis> redisStart;
    private @Nullable Postgres postgres;
    private @Nullable Redis redis;
    private @Nullable Smtp smtp;

    private BackingServices(Supplier<Postgres> postgresStart, Supplier<Redis> redisStart) {
        this.postgresStart = postgresStart;
        this.redisStart = redisStart;
    }

    /** The servers that all tests of this JVM share; empty at first, gone with the JVM, and never killed by a test. */
    public static BackingServices shared() {
        return Shared.SERVERS;
    }

    /** Servers of the caller's own, to kill and to pause. */
    public static BackingServices dedicated() {
        Map<String, String> environment = System.getenv();
        return new BackingServices(
                () -> postgres(ServerFolder.temporary("postgres"), environment),
                () -> redis(ServerFolder.temporary("redis"), environment));
    }

    /**
     * The servers that the environment names, else servers of our own with their data in that folder, where they
     * survive restarts.
     *
     * @param environment the settings of the services: {@code AUTH_SERVICE_DATABASE_URL} and its like
     */
    public static BackingServices in(Path folder, Map<String, String> environment) {
        Optional<ConfiguredPostgres> configuredPostgres = ConfiguredPostgres.from(environment);
        Optional<ConfiguredRedis> configuredRedis = ConfiguredRedis.from(environment);
        return new BackingServices(
                () -> configuredPostgres.isPresent()
                        ? configuredPostgres.get()
                        : postgres(postgresFolder(folder), environment),
                () -> configuredRedis.isPresent() ? configuredRedis.get() : redis(redisFolder(folder), environment));
    }

    /** Removes the data that servers of our own left in that folder, and the servers if a killed JVM left them too. */
    public static void erase(Path folder) {
        EmbeddedPostgres.forget(postgresFolder(folder));
        EmbeddedRedis.forget(redisFolder(folder));
        for (ServerFolder server : new ServerFolder[] {postgresFolder(folder), redisFolder(folder)}) {
            DockerContainer.forget(server);
            server.delete();
        }
    }

    public synchronized Postgres postgres() {
        if (postgres == null) {
            postgres = postgresStart.get();
        }
        return postgres;
    }

    public synchronized Redis redis() {
        if (redis == null) {
            redis = redisStart.get();
        }
        return redis;
    }

    /** Always of our own and inside this JVM, whatever the others are. */
    public synchronized Smtp smtp() {
        if (smtp == null) {
            smtp = new Smtp();
        }
        return smtp;
    }

    @Override
    public synchronized void close() {
        if (smtp != null) {
            smtp.close();
            smtp = null;
        }
        if (redis != null) {
            redis.close();
            redis = null;
        }
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    static Postgres postgres(ServerFolder folder, Map<String, String> environment) {
        Kind kind = Kind.choose(DockerContainer.POSTGRES_IMAGE, folder, environment);
        String password = folder.remembered(PASSWORD).orElseGet(() -> newPassword(folder));
        ServerProcess server = switch (kind) {
            case DOCKER -> new DockerContainer(DockerContainer.Image.postgres(folder.isTemporary()), folder, password);
            case EMBEDDED -> new EmbeddedPostgres(folder, password);
        };
        return new LocalPostgres(server, password);
    }

    static Redis redis(ServerFolder folder, Map<String, String> environment) {
        ServerProcess server = switch (Kind.choose(DockerContainer.REDIS_IMAGE, folder, environment)) {
            case DOCKER -> new DockerContainer(DockerContainer.Image.redis(), folder, "");
            case EMBEDDED -> new EmbeddedRedis(folder);
        };
        return new LocalRedis(server);
    }

    private static ServerFolder postgresFolder(Path folder) {
        return ServerFolder.lasting(folder.resolve("postgres"));
    }

    private static ServerFolder redisFolder(Path folder) {
        return ServerFolder.lasting(folder.resolve("redis"));
    }

    private static String newPassword(ServerFolder folder) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        folder.remember(PASSWORD, password);
        return password;
    }

    private static final class Shared {
        static final BackingServices SERVERS = dedicated();
    }
}
