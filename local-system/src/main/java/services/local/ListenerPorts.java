package services.local;

import java.util.HashMap;
import java.util.Map;

import services.backing.FreePort;

/** The ports of the two listeners of one instance of a service. */
public record ListenerPorts(int publicPort, int internalPort) {

    public static ListenerPorts pick() {
        return new ListenerPorts(FreePort.pick(), FreePort.pick());
    }

    /** Those that the first instance has by these settings. */
    static ListenerPorts ofFirst(Map<String, String> settings, String prefix) {
        Ports ports = Ports.of(settings);
        return new ListenerPorts(ports.number(prefix + "PORT"), ports.number(prefix + "INTERNAL_PORT"));
    }

    SystemDescription.Listeners listeners() {
        return new SystemDescription.Listeners(ServiceSettings.url(publicPort), ServiceSettings.url(internalPort));
    }

    /** The environment of another instance, with these ports instead of its own. */
    Map<String, String> over(Map<String, String> environment, String prefix) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(prefix + "PORT", Integer.toString(publicPort));
        changed.put(prefix + "INTERNAL_PORT", Integer.toString(internalPort));
        return Map.copyOf(changed);
    }
}
