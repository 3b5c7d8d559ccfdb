package services.backing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static services.backing.Docker.docker;

/** A server in a container, with its data in a named volume. */
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
    private static final String ORDERLY = "docker stop --time 10 \"$1\"; docker rm --force --volumes \"$1\"";
    private static final String AT_ONCE =
            "docker rm --force --volumes \"$1\"; docker volume rm --force \"$1\"; rm -rf \"$2\"";

    private final Image image;
    private final ServerFolder folder;
    private final String password;
    private final String name;
    private final int port = FreePort.pick();
    private final LastWill lastWill;

    /** The password is for an image that sets one up, and ignored by others. */
    DockerContainer(Image image, ServerFolder folder, String password) {
        this.image = image;
        this.folder = folder;
        this.password = password;
        this.name = folder.remembered(VOLUME).orElseGet(this::newName);
        this.lastWill = LastWill.of(
                folder.isTemporary() ? AT_ONCE : ORDERLY, name, folder.path().toString());
        docker("rm", "--force", "--volumes", name).run();
    }

    /** Removes the container and the volume that belong to such a folder. */
    static void forget(ServerFolder folder) {
        folder.remembered(VOLUME).ifPresent(name -> {
            docker("rm", "--force", "--volumes", name).run();
            docker("volume", "rm", "--force", name).run();
        });
    }

    @Override
    public void launch() {
        if (docker("container", "inspect", name).run().succeeded()) {
            docker("start", name).runOrFail("starting the container of " + image.name());
        } else {
            create();
        }
    }

    @Override
    public boolean isRunning() {
        return docker("container", "inspect", "--format", "{{.State.Running}}", name)
                .run()
                .lastLine()
                .equals("true");
    }

    @Override
    public void kill() {
        resume();
        docker("kill", "--signal", "KILL", name).run();
        docker("wait", name).run();
    }

    @Override
    public void pause() {
        docker("pause", name).runOrFail("docker pause");
    }

    @Override
    public void resume() {
        docker("unpause", name).run();
    }

    @Override
    public void stop() {
        resume();
        if (!folder.isTemporary()) {
            docker("stop", "--time", "10", name).run();
        }
        docker("rm", "--force", "--volumes", name).run();
        if (folder.isTemporary()) {
            docker("volume", "rm", "--force", name).run();
            folder.delete();
        }
        lastWill.revoke();
    }

    @Override
    public void erase() {
        docker("rm", "--force", "--volumes", name).run();
        docker("volume", "rm", "--force", name).run();
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
        return docker("logs", "--tail", "2", name).run().output().strip();
    }

    private void create() {
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name));
        words.addAll(List.of("--label", FOLDER_LABEL + "=" + folder.path()));
        words.addAll(List.of("--publish", "127.0.0.1:" + port + ":" + image.port()));
        words.addAll(List.of("--volume", name + ":" + image.mount(), "--env", "POSTGRES_PASSWORD", image.name()));
        words.addAll(image.settings());
        docker(words).with("POSTGRES_PASSWORD", password).runOrFail("starting a container of " + image.name());
    }

    private String newName() {
        String unique = "services-" + image.name().replace(':', '-') + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        folder.remember(VOLUME, unique);
        return unique;
    }
}
