package services.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import services.backing.LastWill;
import services.backing.LogTail;

/**
 * Debian's HAProxy before two instances of each service, configured by the very file that the project gives to operators,
 * {@code deploy/haproxy.cfg}.
 */
public final class Balancer implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/haproxy";
    private static final Path CONFIGURATION = Path.of("deploy", "haproxy.cfg");
    private static final String SOCKET = "admin.sock";
    private static final Duration END = Duration.ofSeconds(10);
    private static final int TAIL = 12;

    /** An instance, as the configuration calls it. */
    public enum Instance {
        AUTH_1,
        AUTH_2,
        RESOURCE_1,
        RESOURCE_2;

        private String server() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Where its health is looked at, and with that where it is taken out of service. */
        private String backend() {
            return name().startsWith("AUTH") ? "auth_internal" : "resource_public";
        }
    }

    /**
     * What the balancer knows of a line {@code server}.
     *
     * @param status UP, DOWN, DRAIN and some in between
     * @param requests which it has sent there so far
     * @param current those of them that are not answered yet
     * @param errors connections that were refused, and answers that broke off or never came
     */
    public record Server(String status, long requests, int current, long errors) {}

    /** The ports of its own: both listeners of auth-service, and the public one of resource-service. */
    record Binds(ListenerPorts auth, int resource) {

        URI authUrl() {
            return URI.create(auth.listeners().publicUrl());
        }

        URI internalUrl() {
            return URI.create(auth.listeners().internalUrl());
        }

        URI resourceUrl() {
            return URI.create(ServiceSettings.url(resource));
        }
    }

    private final Binds binds;
    private final Path folder;
    private final Path log;
    private final Process process;
    private final LastWill lastWill;

    private Balancer(Binds binds, Path folder, Path log, Process process) {
        this.binds = binds;
        this.folder = folder;
        this.log = log;
        this.process = process;
        lastWill = LastWill.of("kill -TERM \"$1\"", Long.toString(process.pid()));
    }

    /** Does not wait until anybody is there to whom it can send something. */
    static Balancer start(Path repository, Path log, Binds binds, Map<Instance, ListenerPorts> instances) {
        try {
            // not beside the log: the name of a socket must be short
            Path folder = Files.createTempDirectory("haproxy");
            ProcessBuilder builder = new ProcessBuilder(
                            PROGRAM,
                            "-db",
                            "-f",
                            repository.resolve(CONFIGURATION).toString())
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(folder, binds, instances));
            return new Balancer(binds, folder, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Path folder, Binds binds, Map<Instance, ListenerPorts> instances)
            throws IOException {
        PosixFileAttributes own = Files.readAttributes(folder, PosixFileAttributes.class);
        Map<String, String> environment = new HashMap<>(Map.of(
                "HAPROXY_USER", own.owner().getName(),
                "HAPROXY_GROUP", own.group().getName(),
                "HAPROXY_SOCKET", folder.resolve(SOCKET).toString(),
                "AUTH_BIND", binds.authUrl().getAuthority(),
                "AUTH_INTERNAL_BIND", binds.internalUrl().getAuthority(),
                "RESOURCE_BIND", binds.resourceUrl().getAuthority()));
        instances.forEach((instance, ports) -> {
            environment.put(instance + "_HOST", ServiceSettings.LOOPBACK);
            environment.put(instance + "_PORT", Integer.toString(ports.publicPort()));
            environment.put(instance + "_INTERNAL_PORT", Integer.toString(ports.internalPort()));
        });
        return environment;
    }

    /** The public address of auth-service. */
    public URI authUrl() {
        return binds.authUrl();
    }

    /** Where {@code /validateToken} is asked for. */
    public URI internalUrl() {
        return binds.internalUrl();
    }

    public URI resourceUrl() {
        return binds.resourceUrl();
    }

    /** The number that the operating system has for the running process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it takes commands. */
    boolean isRunning() {
        if (!process.isAlive()) {
            throw new LocalSystemFailure("HAProxy ended while it started. " + lastWords());
        }
        return Files.exists(folder.resolve(SOCKET));
    }

    /** The last lines of the log. */
    public String lastWords() {
        return LogTail.of(log, TAIL);
    }

    /** Sends it nothing more; what it has may be answered. */
    public void drain(Instance instance) {
        change(instance, "drain");
    }

    public void takeBack(Instance instance) {
        change(instance, "ready");
    }

    private void change(Instance instance, String state) {
        String answer = command("set server " + instance.backend() + "/" + instance.server() + " state " + state);
        if (!answer.isBlank()) {
            throw new LocalSystemFailure("HAProxy says: " + answer.strip());
        }
    }

    public boolean isUp(Instance instance) {
        return checked(instance).status().startsWith("UP");
    }

    /** Those of all together. */
    public long errors() {
        return servers().values().stream().mapToLong(Server::errors).sum();
    }

    /** Whether nobody waits for an answer of that instance. */
    public boolean isIdle(Instance instance) {
        return servers().entrySet().stream()
                .filter(server -> server.getKey().endsWith("/" + instance.server()))
                .allMatch(server -> server.getValue().current() == 0);
    }

    /** What is known of the instance where its health is looked at. */
    public Server checked(Instance instance) {
        Server server = servers().get(instance.backend() + "/" + instance.server());
        if (server == null) {
            throw new LocalSystemFailure("HAProxy does not know " + instance + ". " + lastWords());
        }
        return server;
    }

    /** Every line {@code server}, by the name of its backend, a slash, and its own. */
    public Map<String, Server> servers() {
        List<String> lines =
                command("show stat").lines().filter(line -> !line.isBlank()).toList();
        List<String> names = List.of(lines.getFirst().replace("# ", "").split(",", -1));
        Map<String, Server> servers = new HashMap<>();
        lines.stream().skip(1).map(line -> line.split(",", -1)).forEach(values -> {
            if (!List.of("FRONTEND", "BACKEND").contains(values[1])) {
                Server server = new Server(
                        values[names.indexOf("status")],
                        Long.parseLong(values[names.indexOf("stot")]),
                        Integer.parseInt(values[names.indexOf("scur")]),
                        Long.parseLong(values[names.indexOf("econ")]) + Long.parseLong(values[names.indexOf("eresp")]));
                servers.put(values[0] + "/" + values[1], server);
            }
        });
        return servers;
    }

    private String command(String line) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.resolve(SOCKET)));
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(lastWords(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(folder.resolve(SOCKET));
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastWill.revoke();
    }
}
