package services.local.history;

import java.util.List;

/**
 * An answer that no system may give which keeps its promises.
 *
 * @param promise the name of the promise
 * @param why the operations that forbid it
 */
public record Violation(String promise, String complaint, Operation operation, List<Operation> why) {

    static Violation of(Promise promise, String complaint, Operation operation, Operation... why) {
        return new Violation(promise.getClass().getSimpleName(), complaint, operation, List.of(why));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(promise + ": " + complaint + "\n    " + operation);
        why.forEach(operation -> text.append("\n    because ").append(operation));
        return text.toString();
    }
}
