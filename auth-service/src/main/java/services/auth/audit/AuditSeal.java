package services.auth.audit;

import java.util.Arrays;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds each event to all before it: the HMAC of the event and of the seal before it, under a key that is not in the database.
 * Whoever can write the database but has not the key alters, deletes or adds nothing unseen.
 */
@Singleton
class AuditSeal {

    private static final JsonMapper JSON = new JsonMapper();

    private final KeyedHash hash;

    AuditSeal(KeyedHashes hashes) {
        this.hash = hashes.forPurpose("audit log");
    }

    String of(AuditEvent event, long position, String before) {
        return hash.of(JSON.writeValueAsString(Arrays.asList(
                position,
                before,
                event.id().toString(),
                event.type(),
                event.outcome(),
                text(event.actorId()),
                text(event.userId()),
                text(event.sessionId()),
                text(event.address()),
                text(event.requestId()),
                event.details(),
                event.createdAt().toString())));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
