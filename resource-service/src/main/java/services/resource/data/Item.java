package services.resource.data;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a {@link DataItem} is described.
 *
 * @param content exactly as it was sent
 */
record Item(
        UUID id,
        @AnyJson Object content,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {}
