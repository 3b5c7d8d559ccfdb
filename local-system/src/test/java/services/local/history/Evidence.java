package services.local.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history, read by what the promises speak of. */
final class Evidence {

    private final History history;
    private final Disturbances disturbances;
    private final Refreshes refreshes;
    private final Endings endings;
    private final Map<Credential, List<Operation>> looks = new HashMap<>();

    Evidence(History history) {
        this.history = history;
        disturbances = new Disturbances(history.disturbances(), history.recovery());
        refreshes = new Refreshes(history.operations(), disturbances, history.grace());
        endings = new Endings(history.operations(), refreshes, disturbances);
        history.operations().stream()
                .sorted(Comparator.comparingLong(Operation::begin))
                .forEach(operation -> operation
                        .action()
                        .presented()
                        .ifPresent(credential -> looks.computeIfAbsent(credential, ignored -> new ArrayList<>())
                                .add(operation)));
    }

    History history() {
        return history;
    }

    Disturbances disturbances() {
        return disturbances;
    }

    Refreshes refreshes() {
        return refreshes;
    }

    Endings endings() {
        return endings;
    }

    /** The operations whose answer tells whether a credential was live, in the order in which they began. */
    Map<Credential, List<Operation>> looks() {
        return looks;
    }

    /** Those of one credential with that outcome. */
    List<Operation> looks(Credential credential, Outcome outcome) {
        return looks.getOrDefault(credential, List.of()).stream()
                .filter(look -> look.outcome() == outcome)
                .toList();
    }
}
