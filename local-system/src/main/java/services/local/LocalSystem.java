package services.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import services.backing.BackingServices;
import services.backing.FreePort;
import services.backing.LastWill;
import services.backing.Postgres;
import services.backing.Redis;
import services.local.roundtrip.RoundTrip;

/** PostgreSQL, Redis, auth-service and resource-service, running together. */
public final class LocalSystem implements AutoCloseable {

    /**
     * How to start one.
     *
     * @param folder for secrets, logs, mails and {@code system.json}
     * @param settings over the standard ones of the services, by the names of their environment variables
     * @param start of the JVMs of the services
     */
    public record Config(
            Path repository,
            Path folder,
            Map<String, String> settings,
            BackingServices backingServices,
            Progress progress,
            JvmStart start) {

        /**
         * A system of its own beside any other: free ports, servers to kill, and a new folder for the logs. Nothing is throttled
         * there, since all clients of a test come from one address.
         */
        public static Config isolated() {
            return isolated(Repository.root());
        }

        static Config isolated(Path repository) {
            Map<String, String> settings = new HashMap<>(System.getenv());
            settings.keySet()
                    .removeIf(name -> name.startsWith("AUTH_SERVICE_") || name.startsWith("RESOURCE_SERVICE_"));
            Ports.SETTINGS.forEach(setting -> settings.put(setting, Integer.toString(FreePort.pick())));
            settings.put("AUTH_SERVICE_THROTTLING_ENABLED", "false");
            return new Config(
                    repository,
                    newFolder(repository),
                    settings,
                    BackingServices.dedicated(),
                    Progress.SILENT,
                    JvmStart.CACHED);
        }

        private static Path newFolder(Path repository) {
            return repository.resolve(Path.of(
                    "local-system", "target", "systems", UUID.randomUUID().toString()));
        }

        public Config with(String setting, String value) {
            Map<String, String> changed = new HashMap<>(settings);
            changed.put(setting, value);
            return new Config(repository, folder, changed, backingServices, progress, start);
        }

        public Config with(JvmStart start) {
            return new Config(repository, folder, settings, backingServices, progress, start);
        }

        Config with(Progress progress) {
            return new Config(repository, folder, settings, backingServices, progress, start);
        }
    }

    private final Config config;
    private final PrivateFolder folder;
    private final BackingServices backingServices;
    private final Progress progress;
    private final ServiceSettings settings;
    private final SystemDescription description;
    private final ServiceProcess auth;
    private final ServiceProcess resource;
    private final List<ServiceProcess> moreAuth = new CopyOnWriteArrayList<>();
    private final List<ServiceProcess> moreResource = new CopyOnWriteArrayList<>();
    private final LastWill lastWill;

    private LocalSystem(Config config) {
        this.config = config;
        folder = PrivateFolder.at(config.folder());
        backingServices = config.backingServices();
        progress = config.progress();
        Ports ports = Ports.of(config.settings());
        settings = ServiceSettings.of(config.settings(), ports, folder, Secrets.keptIn(folder), startBackingServices());
        description = SystemDescription.of(settings, ports);
        auth = service("auth-service", "auth-service", settings.auth(), description.auth());
        resource = service("resource-service", "resource-service", settings.resource(), description.resource());
        lastWill =
                LastWill.of("rm -f \"$1\"", folder.file(SystemDescription.FILE).toString());
    }

    /** Returns when both services are ready, or leaves nothing running. */
    public static LocalSystem start(Config config) {
        try {
            LocalSystem system = new LocalSystem(config);
            system.start();
            return system;
        } catch (RuntimeException e) {
            config.backingServices().close();
            throw e;
        }
    }

    public ServiceProcess auth() {
        return auth;
    }

    public ServiceProcess resource() {
        return resource;
    }

    /**
     * Starts one more instance of auth-service beside the first, over the same data and under the same issuer, on ports of
     * its own. It is ready when this returns and ends with the system.
     */
    public ServiceProcess startAnotherAuth() {
        return startAnotherAuth(ListenerPorts.pick());
    }

    /** The same on these ports. */
    public ServiceProcess startAnotherAuth(ListenerPorts ports) {
        return startAnother("auth-service", moreAuth, ports.over(settings.auth(), "AUTH_SERVICE_"), ports);
    }

    /** Starts one more instance of resource-service, in the same way. */
    public ServiceProcess startAnotherResource(ListenerPorts ports) {
        return startAnother(
                "resource-service", moreResource, ports.over(settings.resource(), "RESOURCE_SERVICE_"), ports);
    }

    private ServiceProcess startAnother(
            String module, List<ServiceProcess> others, Map<String, String> environment, ListenerPorts ports) {
        ServiceProcess another = service(module + "-" + (others.size() + 2), module, environment, ports.listeners());
        others.add(another);
        another.start();
        return another;
    }

    public Postgres postgres() {
        return backingServices.postgres();
    }

    public Redis redis() {
        return backingServices.redis();
    }

    /** As whom resource-service calls auth-service. */
    public SystemDescription.Client client() {
        return description.client();
    }

    public SystemDescription.Admin admin() {
        return description.admin();
    }

    public SystemDescription description() {
        return description;
    }

    /** Where a round trip through this system goes. */
    public RoundTrip.Destination destination() {
        return new RoundTrip.Destination(
                auth.publicUrl(), auth.internalUrl(), resource.publicUrl(), client().id(), client().secret());
    }

    public Path folder() {
        return folder.path();
    }

    /** Completes with the first service that ends. */
    CompletableFuture<ServiceProcess> serviceEnded() {
        return auth.ended().applyToEither(resource.ended(), service -> service);
    }

    /** Kills both services at once; what else there is stays, to be closed. */
    void kill() {
        resource.kill();
        auth.kill();
    }

    /** Stops who asks before who is asked, and the data last. */
    @Override
    public void close() {
        SystemDescription.removeFrom(folder);
        lastWill.revoke();
        Stream.of(moreResource.stream(), Stream.of(resource, auth), moreAuth.stream())
                .flatMap(services -> services)
                .forEach(service -> {
                    service.stop();
                    progress.done(service.name() + " has stopped");
                });
        backingServices.close();
        progress.done("Everything that was started has stopped");
    }

    private void start() {
        try {
            auth.launch();
            resource.launch();
            auth.awaitReady();
            resource.awaitReady();
            description.writeTo(folder);
        } catch (RuntimeException e) {
            if (config.start() == JvmStart.TRAINING) {
                // what was learned of half a start is worth no waiting
                kill();
            }
            close();
            throw e;
        }
    }

    private ServiceSettings.Backing startBackingServices() {
        ServiceSettings.Backing backing = new ServiceSettings.Backing(
                postgres().database("auth"),
                postgres().database("resource"),
                redis().uri().toString());
        progress.done(postgres().description());
        progress.done(redis().description());
        return backing;
    }

    private ServiceProcess service(
            String name, String module, Map<String, String> environment, SystemDescription.Listeners listeners) {
        StartCache cache = StartCache.of(config.repository(), module);
        return new ServiceProcess(name, cache, config.start(), environment, folder.log(name), listeners, progress);
    }
}
