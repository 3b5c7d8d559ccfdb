package services.auth.oauth2.consent;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A consent at rest.
 *
 * @param clientId {@code clients.id}
 * @param scope scope tokens separated by spaces
 */
@MappedEntity("consents")
record ConsentRow(
        @Id UUID id,
        UUID userId,
        UUID clientId,
        String scope,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {}
