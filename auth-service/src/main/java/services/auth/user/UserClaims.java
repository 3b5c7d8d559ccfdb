package services.auth.user;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;

/** What a user has told of themselves, at rest. */
@MappedEntity("user_claims")
record UserClaims(
        @Id UUID userId,
        @TypeDef(type = DataType.JSON) StandardClaims claims,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    @Override
    public String toString() {
        return "UserClaims[" + userId + "]";
    }
}
