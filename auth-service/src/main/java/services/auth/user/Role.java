package services.auth.user;

import java.time.Instant;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param scope the scope tokens that it carries, separated by spaces
 */
@MappedEntity("roles")
record Role(
        @Id String name,
        String description,
        String scope,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** Given at registration. */
    static final String SUBSCRIBER = "subscriber";

    /** May do everything. */
    static final String SUPERUSER = "superuser";
}
