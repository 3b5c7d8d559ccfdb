package services.auth.account;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.user.UserResponse;

/**
 * What is kept about a user.
 *
 * @param sessions the logins that are not over
 * @param consents what clients may do for the user
 * @param apiKeys without the keys themselves, of which nothing is kept
 * @param auditEvents what the user did and what was done to the account, the latest of it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountExport(
        UserResponse account,
        List<SessionResponse> sessions,
        List<ConsentResponse> consents,
        @JsonProperty("api_keys") List<ApiKeyResponse> apiKeys,
        @JsonProperty("audit_events") List<ExportedEvent> auditEvents) {}
