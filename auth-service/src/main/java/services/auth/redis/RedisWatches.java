package services.auth.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.StringCodec;

/** The watches on what one connection has read: Redis names each key that is written afterwards (CLIENT TRACKING). */
final class RedisWatches implements PushListener {

    private static final String INVALIDATE = "invalidate";

    private final Map<String, List<Watch>> byKey = new ConcurrentHashMap<>();

    /** Called before the keys are read: a write between the two is told ahead of what was read. */
    Watch open(List<String> keys) {
        Watch watch = new Watch(this, keys);
        for (String key : keys) {
            byKey.merge(
                    key,
                    List.of(watch),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return watch;
    }

    boolean hasMade(Watch watch) {
        return watch.isOf(this);
    }

    void remove(Watch watch) {
        for (String key : watch.keys()) {
            byKey.computeIfPresent(key, (ignored, some) -> {
                List<Watch> rest = some.stream().filter(other -> other != watch).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    @Override
    public void onPushMessage(PushMessage message) {
        if (message.getType().equals(INVALIDATE)) {
            // of a Redis that was emptied there are no names
            if (message.getContent(StringCodec.UTF8::decodeKey).get(1) instanceof List<?> keys) {
                keys.forEach(key -> breakAllOf(String.valueOf(key)));
            } else {
                breakAll();
            }
        }
    }

    private void breakAllOf(String key) {
        byKey.getOrDefault(key, List.of()).forEach(Watch::close);
    }

    /** Nobody tells any more. */
    void breakAll() {
        byKey.values().forEach(some -> some.forEach(Watch::markBroken));
        byKey.clear();
    }
}
