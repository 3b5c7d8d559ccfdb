package services.auth.account;

import java.time.Instant;
import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.oauth2.consent.Consent;
import services.auth.token.Scope;

/**
 * What a user has allowed a client, as the user sees it; times in RFC 3339.
 *
 * @param clientName what the client calls itself, or else its {@code client_id}
 * @param scopes what it may do at the most
 * @param createdAt when the user allowed it something for the first time
 * @param updatedAt when the user said so last
 */
@Serdeable
record ConsentResponse(
        @JsonProperty("client_id") String clientId,
        @JsonProperty("client_name") String clientName,
        Collection<String> scopes,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    static ConsentResponse of(Consent consent) {
        return new ConsentResponse(
                consent.clientId(),
                consent.clientName(),
                Scope.parse(consent.scope()).values(),
                consent.createdAt(),
                consent.updatedAt());
    }
}
