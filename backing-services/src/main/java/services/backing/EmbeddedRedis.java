package services.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Redis as a process of this machine, from the program that a jar carries. */
final class EmbeddedRedis extends EmbeddedServer {

    private static final String ORDERLY = "kill -TERM \"$(cat \"$1/redis.pid\")\"";
    private static final String AT_ONCE = "kill -KILL \"$(cat \"$1/redis.pid\")\"; rm -rf \"$1\"";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path program = RedisBinary.unpacked();

    EmbeddedRedis(ServerFolder folder) {
        super(folder, ORDERLY, AT_ONCE);
    }

    /** Kills a server that outlived its JVM on data which nobody wants any more. */
    static void forget(ServerFolder folder) {
        process(folder).ifPresent(Signals::kill);
    }

    @Override
    public void launch() {
        // one that was left behind by a JVM that died
        shutDown();
        try {
            Files.createDirectories(folder.data());
            Files.writeString(configuration(), settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.of(program.toString(), configuration().toString()).runOrFail("starting the embedded Redis");
    }

    @Override
    Optional<ProcessHandle> process() {
        return process(folder);
    }

    private static Optional<ProcessHandle> process(ServerFolder folder) {
        return Signals.fromPidFile(pidFile(folder)).filter(EmbeddedRedis::isRedis);
    }

    @Override
    void shutDown() {
        process().ifPresent(EmbeddedRedis::terminate);
    }

    private static void terminate(ProcessHandle process) {
        process.destroy();
        if (!Deadline.met(GRACE, () -> !Signals.isAlive(process))) {
            Signals.kill(process);
        }
    }

    private static boolean isRedis(ProcessHandle process) {
        return process.info().command().orElse("").contains("redis");
    }

    /** As a daemon it has a process group of its own, which Ctrl-C at a terminal does not reach. */
    private String settings() {
        return """
            daemonize yes
            bind 127.0.0.1
            port %d
            dir "%s"
            pidfile "%s"
            logfile "%s"
            save ""
            appendonly yes
            appendfsync everysec
            maxmemory-policy noeviction
            """.formatted(port, folder.data(), pidFile(folder), folder.log());
    }

    private static Path pidFile(ServerFolder folder) {
        return folder.path().resolve("redis.pid");
    }

    private Path configuration() {
        return folder.path().resolve("redis.conf");
    }
}
