package services.resource.data;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * One item of data.
 *
 * @param owner the subject of the access token that created it
 * @param content JSON text, exactly as sent
 */
@MappedEntity("data")
record DataItem(@Id UUID id, String owner, String content, Instant createdAt, Instant updatedAt) {

    @Override
    public String toString() {
        return "DataItem[" + id + "]";
    }
}
