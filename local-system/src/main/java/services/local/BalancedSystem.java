package services.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import services.backing.FreePort;
import services.local.Balancer.Instance;

/** Two instances of each service over the same data, and a balancer before them: its addresses are those that the world knows. */
public final class BalancedSystem implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration START_UNDER_LOAD = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Balancer balancer;
    private final LocalSystem system;
    private final Map<Instance, ServiceProcess> instances = new EnumMap<>(Instance.class);

    private BalancedSystem(Balancer balancer, LocalSystem system, Map<Instance, ListenerPorts> ports) {
        this.balancer = balancer;
        this.system = system;
        instances.put(Instance.AUTH_1, system.auth());
        instances.put(Instance.RESOURCE_1, system.resource());
        instances.put(Instance.AUTH_2, system.startAnotherAuth(Objects.requireNonNull(ports.get(Instance.AUTH_2))));
        instances.put(
                Instance.RESOURCE_2,
                system.startAnotherResource(Objects.requireNonNull(ports.get(Instance.RESOURCE_2))));
    }

    /** Returns when the balancer sends to all four instances, or leaves nothing running. */
    public static BalancedSystem start(LocalSystem.Config config) {
        Map<Instance, ListenerPorts> ports = Map.of(
                Instance.AUTH_1, ListenerPorts.ofFirst(config.settings(), "AUTH_SERVICE_"),
                Instance.AUTH_2, ListenerPorts.pick(),
                Instance.RESOURCE_1, ListenerPorts.ofFirst(config.settings(), "RESOURCE_SERVICE_"),
                Instance.RESOURCE_2, ListenerPorts.pick());
        Balancer.Binds binds = new Balancer.Binds(ListenerPorts.pick(), FreePort.pick());
        Balancer balancer =
                Balancer.start(config.repository(), PrivateFolder.at(config.folder()).log("haproxy"), binds, ports);
        try {
            await("HAProxy does not start", balancer, balancer::isRunning);
            return start(balancer, LocalSystem.start(behind(binds, config)), ports);
        } catch (RuntimeException e) {
            balancer.close();
            throw e;
        }
    }

    private static BalancedSystem start(Balancer balancer, LocalSystem system, Map<Instance, ListenerPorts> ports) {
        try {
            BalancedSystem balanced = new BalancedSystem(balancer, system, ports);
            Arrays.stream(Instance.values()).forEach(balanced::awaitUp);
            return balanced;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private static LocalSystem.Config behind(Balancer.Binds binds, LocalSystem.Config config) {
        String auth = binds.authUrl().toString();
        String internal = binds.internalUrl().toString();
        return config.with("AUTH_SERVICE_ISSUER", auth)
                .with("AUTH_SERVICE_INTERNAL_URL", internal)
                .with("AUTH_SERVICE_TRUSTED_PROXIES", ServiceSettings.LOOPBACK)
                .with("RESOURCE_SERVICE_TRUSTED_PROXIES", ServiceSettings.LOOPBACK)
                .with("RESOURCE_SERVICE_PUBLIC_URL", binds.resourceUrl().toString())
                .with("RESOURCE_SERVICE_AUTH_SERVICE_PUBLIC_URL", auth)
                .with("RESOURCE_SERVICE_AUTH_SERVICE_INTERNAL_URL", internal);
    }

    public LocalSystem system() {
        return system;
    }

    public Balancer balancer() {
        return balancer;
    }

    public ServiceProcess instance(Instance instance) {
        return Objects.requireNonNull(instances.get(instance));
    }

    /** Takes the instance out of service, and stops it when nobody waits for it any more. */
    public void drainAndStop(Instance instance) {
        balancer.drain(instance);
        await(instance + " still has requests to answer", balancer, () -> balancer.isIdle(instance));
        instance(instance).stop();
    }

    /** Starts the instance again, beside clients who leave it little of the machine, and has the balancer send to it. */
    public void startAndTakeBack(Instance instance) {
        instance(instance).launch();
        instance(instance).awaitReady(START_UNDER_LOAD);
        balancer.takeBack(instance);
        awaitUp(instance);
    }

    public void awaitUp(Instance instance) {
        await(instance + " is ready, and the balancer does not know it", balancer, () -> balancer.isUp(instance));
    }

    private static void await(String otherwise, Balancer balancer, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > START.toNanos()) {
                throw new LocalSystemFailure(otherwise + ". " + balancer.lastWords());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                throw Interrupted.of(e);
            }
        }
    }

    @Override
    public void close() {
        system.close();
        balancer.close();
    }
}
