package services.local;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import services.backing.FreePort;

/** The ports of the four listeners. */
record Ports(List<Port> all) {

    /** A listener's port and the setting that moves it. */
    record Port(String setting, int number) {

        static Port of(String setting, int standard, Map<String, String> settings) {
            String text = settings.getOrDefault(setting, Integer.toString(standard));
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST) {
                throw new LocalSystemFailure(setting + " is \"" + text + "\", but must be a port from 1 to " + HIGHEST);
            }
            return new Port(setting, Integer.parseInt(text));
        }
    }

    static final List<String> SETTINGS = List.of(
            "AUTH_SERVICE_PORT",
            "AUTH_SERVICE_INTERNAL_PORT",
            "RESOURCE_SERVICE_PORT",
            "RESOURCE_SERVICE_INTERNAL_PORT");

    private static final List<Integer> STANDARD = List.of(8080, 8081, 8090, 8091);
    private static final int HIGHEST = 65_535;

    static Ports of(Map<String, String> settings) {
        return new Ports(SETTINGS.stream()
                .map(setting -> Port.of(setting, STANDARD.get(SETTINGS.indexOf(setting)), settings))
                .toList());
    }

    int number(String setting) {
        return all.get(SETTINGS.indexOf(setting)).number();
    }

    /** @throws LocalSystemFailure that names the first port on which the system cannot listen, and the way out */
    void check() {
        Set<Integer> seen = new HashSet<>();
        for (Port port : all) {
            if (!seen.add(port.number())) {
                throw new LocalSystemFailure("Port " + port.number() + " is given twice. " + wayOut(port));
            }
            if (!FreePort.isFree(port.number())) {
                throw new LocalSystemFailure("Port " + port.number() + " is taken by another program. " + wayOut(port));
            }
        }
    }

    private String wayOut(Port port) {
        return "Choose another one: " + port.setting() + "=" + freePortAbove(port.number()) + " ./quickstart";
    }

    private int freePortAbove(int taken) {
        int candidate = taken + 5;
        while (candidate < HIGHEST && (isOurs(candidate) || !FreePort.isFree(candidate))) {
            candidate++;
        }
        return candidate < HIGHEST ? candidate : FreePort.pick();
    }

    private boolean isOurs(int candidate) {
        return all.stream().anyMatch(port -> port.number() == candidate);
    }
}
