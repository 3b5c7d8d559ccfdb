package services.local.history.run;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import services.local.BalancedSystem;
import services.local.Balancer.Instance;
import services.local.LocalSystem;
import services.local.ServiceProcess;
import services.local.history.Part;

/** The running system of a history: its instances, and where each part of it is asked. */
final class Parts implements AutoCloseable {

    private final LocalSystem system;
    private final @Nullable BalancedSystem balanced;
    private final Map<Part, ServiceProcess> instances = new EnumMap<>(Part.class);

    private Parts(LocalSystem system, @Nullable BalancedSystem balanced) {
        this.system = system;
        this.balanced = balanced;
        instances.put(Part.FIRST_AUTH, system.auth());
        instances.put(Part.FIRST_RESOURCE, system.resource());
    }

    static Parts start(Approach approach, LocalSystem.Config config) {
        return switch (approach) {
            case INSTANCES -> reachedOneByOne(config);
            case BALANCER -> behindBalancer(config);
        };
    }

    private static Parts reachedOneByOne(LocalSystem.Config config) {
        LocalSystem system = LocalSystem.start(config);
        try {
            Parts parts = new Parts(system, null);
            parts.instances.put(Part.SECOND_AUTH, system.startAnotherAuth());
            return parts;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private static Parts behindBalancer(LocalSystem.Config config) {
        BalancedSystem balanced = BalancedSystem.start(config);
        Parts parts = new Parts(balanced.system(), balanced);
        parts.instances.put(Part.SECOND_AUTH, balanced.instance(Instance.AUTH_2));
        parts.instances.put(Part.SECOND_RESOURCE, balanced.instance(Instance.RESOURCE_2));
        return parts;
    }

    LocalSystem system() {
        return system;
    }

    /** With the balancer, where there is one. */
    Optional<BalancedSystem> balanced() {
        return Optional.ofNullable(balanced);
    }

    List<ServiceProcess> instances() {
        return List.copyOf(instances.values());
    }

    ServiceProcess instance(Part part) {
        return Objects.requireNonNull(instances.get(part));
    }

    /** The instances of auth-service. */
    List<Part> auth() {
        return List.of(Part.FIRST_AUTH, Part.SECOND_AUTH);
    }

    /** The instances of resource-service. */
    List<Part> resource() {
        return balanced == null ? List.of(Part.FIRST_RESOURCE) : List.of(Part.FIRST_RESOURCE, Part.SECOND_RESOURCE);
    }

    URI publicUrl(Part part) {
        return switch (part) {
            case FIRST_AUTH, SECOND_AUTH, FIRST_RESOURCE, SECOND_RESOURCE ->
                instance(part).publicUrl();
            case BALANCED_AUTH -> behind().balancer().authUrl();
            case BALANCED_RESOURCE -> behind().balancer().resourceUrl();
        };
    }

    URI internalUrl(Part part) {
        return part == Part.BALANCED_AUTH
                ? behind().balancer().internalUrl()
                : instance(part).internalUrl();
    }

    private BalancedSystem behind() {
        return Objects.requireNonNull(balanced);
    }

    @Override
    public void close() {
        if (balanced == null) {
            system.close();
        } else {
            balanced.close();
        }
    }
}
