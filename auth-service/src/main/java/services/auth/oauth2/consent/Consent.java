package services.auth.oauth2.consent;

import java.time.Instant;
import java.util.UUID;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.micronaut.core.annotation.Introspected;

/**
 * What a user has allowed a client.
 *
 * @param clientId {@code client_id}
 * @param metadata of the client, see {@link services.auth.oauth2.client.Client}
 * @param scope scope tokens separated by spaces
 * @param updatedAt when the user said so last
 */
@Introspected
public record Consent(UUID id, String clientId, String metadata, String scope, Instant createdAt, Instant updatedAt) {

    /** What the client calls itself, or else its {@code client_id}. */
    public String clientName() {
        try {
            String name =
                    OIDCClientMetadata.parse(JSONObjectUtils.parse(metadata)).getName();
            return name == null ? clientId : name;
        } catch (ParseException e) {
            throw new IllegalStateException("The metadata of client " + clientId + " cannot be read", e);
        }
    }
}
