package services.local.history.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;

/** A place for one login at a time, and what was held there before: where the clients meet. */
final class Slot {

    private static final int MOST_API_KEYS = 3;

    private final String user;
    private final List<Pair> old = new ArrayList<>();
    private final List<ApiKey> apiKeys = new ArrayList<>();
    private final List<ApiKey> allApiKeys = new ArrayList<>();
    private @Nullable Pair current;

    Slot(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    synchronized Optional<Pair> current() {
        return Optional.ofNullable(current);
    }

    synchronized void hold(Pair pair) {
        if (current != null) {
            old.add(current);
        }
        current = pair;
    }

    /** Holds it no longer, if it is what is held. */
    synchronized void leave(Pair pair) {
        if (pair.equals(current)) {
            old.add(pair);
            current = null;
        }
    }

    /** Half of the time one of the latest, for what happened a moment ago is easily forgotten. */
    synchronized Optional<Pair> old(int pick) {
        if (old.isEmpty()) {
            return Optional.empty();
        }
        int back = pick % 2 == 0 ? pick / 2 % Math.min(3, old.size()) : pick / 2 % old.size();
        return Optional.of(old.get(old.size() - 1 - back));
    }

    synchronized boolean hasRoomForAnApiKey() {
        return apiKeys.size() < MOST_API_KEYS;
    }

    synchronized void hold(ApiKey key) {
        apiKeys.add(key);
        allApiKeys.add(key);
    }

    synchronized void leave(ApiKey key) {
        apiKeys.remove(key);
    }

    synchronized Optional<ApiKey> apiKey(int pick) {
        return picked(apiKeys, pick);
    }

    /** Also one that was deleted. */
    synchronized Optional<ApiKey> anyApiKey(int pick) {
        return picked(pick % 2 == 0 && !apiKeys.isEmpty() ? apiKeys : allApiKeys, pick / 2);
    }

    private static <T> Optional<T> picked(List<T> list, int pick) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(pick % list.size()));
    }
}
