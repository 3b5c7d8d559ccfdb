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
 * @param builtIn whether it is there from the start and stays
 * @param version moves with each change
 */
@MappedEntity("roles")
public record Role(
        @Id String name,
        String description,
        String scope,
        boolean builtIn,
        long version,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** Given at registration. */
    public static final String SUBSCRIBER = "subscriber";

    /** May do everything, and give everything to others. */
    public static final String SUPERUSER = "superuser";

    /** What a name may be. */
    public static final String NAME = "[a-z][a-z0-9_-]{0,31}";
}
