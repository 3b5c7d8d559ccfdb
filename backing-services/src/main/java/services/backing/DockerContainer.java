package services.backing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container of Testcontainers, with its data in a named volume. */
final class DockerContainer implements ServerProcess {

    /**
     * What runs in the container.
     *
     * @param mount where the data lie in it
     * @param settings arguments of the server
     */
    record Image(String name, int port, String mount, List<String> settings) {

        /** Images of PostgreSQL up to 17 keep their data one folder below the mount, newer ones two. */
        static Image postgres(boolean temporary) {
            List<String> settings = new ArrayList<>(List.of("-c", "max_connections=300"));
            if (temporary) {
                settings.addAll(List.of("-c", "fsync=off", "-c", "full_page_writes=off"));
            }
            return new Image(POSTGRES_IMAGE, 5432, "/var/lib/postgresql", settings);
        }

        static Image redis() {
            return new Image(
                    REDIS_IMAGE,
                    6379,
                    "/data",
                    List.of(
                            "redis-server",
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "everysec",
                            "--maxmemory-policy",
                            "noeviction",
                            "--save",
                            "",
                            "--protected-mode",
                            "no"));
        }
    }

    static final String POSTGRES_IMAGE = "postgres:18";
    static final String REDIS_IMAGE = "redis:8";

    private static final String VOLUME = "docker-volume";
    private static final String FOLDER_LABEL = "services.backing.folder";
    private static final String ORPHAN =
            "\"$1\" -Xmx64m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp \"$2\" "
                    + OrphanedContainer.class.getName();
    private static final String ORDERLY = ORPHAN + " \"$3\"";
    private static final String AT_ONCE = ORPHAN + " \"$3\" \"$4\"; rm -rf \"$5\"";

    private final Image image;
    private final ServerFolder folder;
    private final String volume;
    private final String name;
    private final int port = FreePort.pick();
    private final GenericContainer<?> container;
    private final LastWill lastWill;

    /** The password is for an image that sets one up, and ignored by others. */
    DockerContainer(Image image, ServerFolder folder, String password) {
        this.image = image;
        this.folder = folder;
        this.volume = folder.remembered(VOLUME).orElseGet(this::newVolume);
        // another name each time: the last will of a JVM before this one must not find our container
        this.name = volume + "-" + unique();
        this.container = container(password);
        this.lastWill = LastWill.of(
                folder.isTemporary() ? AT_ONCE : ORDERLY,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                name,
                volume,
                folder.path().toString());
        Docker.tell("removing containers left behind", Docker.removeUsersOf(volume));
    }

    /** Removes the container and the volume that belong to such a folder. */
    static void forget(ServerFolder folder) {
        folder.remembered(VOLUME)
                .filter(volume -> DockerEngine.obstacle().isEmpty())
                .ifPresent(volume ->
                        Docker.tell("removing " + volume, Docker.removeUsersOf(volume), Docker.removeVolume(volume)));
    }

    @Override
    public void launch() {
        Docker.ask("starting a container of " + image.name(), engine -> {
            if (container.getContainerId() == null) {
                container.start();
            } else {
                engine.startContainerCmd(name).exec();
            }
            return name;
        });
    }

    @Override
    public boolean isRunning() {
        return Docker.ask("looking for " + name, engine -> container.isRunning());
    }

    @Override
    public void kill() {
        Docker.tell(
                "killing " + name,
                Docker.resume(name),
                engine -> engine.killContainerCmd(name).withSignal("KILL").exec(),
                engine -> engine.waitContainerCmd(name)
                        .exec(new WaitContainerResultCallback())
                        .awaitStatusCode(Docker.GRACE.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public void pause() {
        Docker.ask("pausing " + name, engine -> engine.pauseContainerCmd(name).exec());
    }

    @Override
    public void resume() {
        Docker.tell("resuming " + name, Docker.resume(name));
    }

    @Override
    public void stop() {
        resume();
        if (folder.isTemporary()) {
            erase();
            folder.delete();
        } else {
            Docker.tell("stopping " + name, Docker.stop(name), engine -> container.stop());
        }
        lastWill.revoke();
    }

    @Override
    public void erase() {
        Docker.tell("removing " + name, engine -> container.stop(), Docker.removeVolume(volume));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String kind() {
        return "Docker's";
    }

    @Override
    public String lastWords() {
        String log = Docker.ask("reading the log of " + name, engine -> container.getLogs());
        return LogTail.of(log, 2);
    }

    private GenericContainer<?> container(String password) {
        return new GenericContainer<>(DockerImageName.parse(image.name()))
                .withCommand(image.settings().toArray(String[]::new))
                .withEnv("POSTGRES_PASSWORD", password)
                .withLabel(FOLDER_LABEL, folder.path().toString())
                .withCreateContainerCmdModifier(this::place)
                .withStartupCheckStrategy(new Unchecked())
                .withReuse(true);
    }

    /** A port that Testcontainers knows of would be another one at each start, and it would wait for it. */
    private void place(CreateContainerCmd creation) {
        ExposedPort inside = ExposedPort.tcp(image.port());
        HostConfig outside = HostConfig.newHostConfig()
                .withPortBindings(new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), inside))
                .withBinds(new Bind(volume, new Volume(image.mount())));
        creation.withName(name).withExposedPorts(inside).withHostConfig(outside);
    }

    private String newVolume() {
        String unique = "services-" + image.name().replace(':', '-') + "-" + unique();
        folder.remember(VOLUME, unique);
        return unique;
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** Who starts the server asks it whether it is there; a check here would throw its last words away. */
    private static final class Unchecked extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient engine, String container) {
            return StartupStatus.SUCCESSFUL;
        }
    }
}
