package services.auth.oauth2.backchannellogout;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** To which clients logout tokens are on their way from this instance: one that does not answer holds up none but itself. */
final class ClientsBeingTold {

    private static final int MOST_OF_ONE = 2;

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** Those that get no more for now. */
    Set<String> busy() {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= MOST_OF_ONE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void begin(String clientId) {
        counts.merge(clientId, 1, Integer::sum);
    }

    /** @return whether it was busy until now */
    boolean end(String clientId) {
        Integer left = counts.computeIfPresent(clientId, (ignored, count) -> count == 1 ? null : count - 1);
        return left != null && left == MOST_OF_ONE - 1;
    }
}
