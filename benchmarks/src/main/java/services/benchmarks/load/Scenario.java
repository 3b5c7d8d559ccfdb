package services.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

import services.benchmarks.load.ceiling.Ceiling;
import services.benchmarks.load.http.Traffic;

/**
 * What is asked of the system, and what bounds it.
 *
 * @param ceilings by their names, the one that counts first
 * @param prepare brings about what a measurement uses up
 */
record Scenario(String name, String title, Traffic traffic, Map<String, Ceiling> ceilings, Runnable prepare) {

    static Scenario of(String name, String title, Traffic traffic) {
        return new Scenario(name, title, traffic, Map.of(), Scenario::needNothing);
    }

    Scenario below(String ceilingName, Ceiling ceiling) {
        Map<String, Ceiling> more = new LinkedHashMap<>(ceilings);
        more.put(ceilingName, ceiling);
        return new Scenario(name, title, traffic, more, prepare);
    }

    Scenario preparedBy(Runnable preparation) {
        return new Scenario(name, title, traffic, ceilings, preparation);
    }

    private static void needNothing() {
        // nothing is used up
    }
}
