package services.auth.oauth2.client;

import java.time.Instant;
import java.util.UUID;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import org.jspecify.annotations.Nullable;

/**
 * A client (RFC 6749 section 2).
 *
 * @param scope what it may ask for, scope tokens separated by spaces
 * @param metadataJson what else is registered of it (RFC 7591 section 2, OpenID Connect Dynamic Client Registration 1.0 section 2)
 * @param registrationTokenHash SHA-256 of the token with which it changes its own registration (RFC 7592 section 3); absent where it
 *     did not register itself
 * @param version how often it was changed
 */
@MappedEntity("clients")
public record Client(
        @Id UUID id,
        String clientId,
        String scope,
        @MappedProperty("metadata") String metadataJson,
        @Nullable String registrationTokenHash,
        int version,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** The registered metadata, with the defaults that the standard names. */
    public OIDCClientMetadata metadata() {
        try {
            OIDCClientMetadata metadata = OIDCClientMetadata.parse(JSONObjectUtils.parse(metadataJson));
            metadata.applyDefaults();
            return metadata;
        } catch (ParseException e) {
            throw new IllegalStateException("The metadata of client " + clientId + " cannot be read", e);
        }
    }

    /** What it does that no standard has a name for. */
    public ClientSettings settings() {
        return ClientSettings.of(metadata());
    }

    /** Whether it cannot prove itself (RFC 6749 section 2.1). */
    public boolean isPublic() {
        return metadata().getTokenEndpointAuthMethod().equals(ClientAuthenticationMethod.NONE);
    }

    /** Whether it may use that grant. */
    public boolean mayUse(GrantType grant) {
        return metadata().getGrantTypes().contains(grant);
    }

    /** How it proves itself. */
    public ClientAuthenticationMethod method() {
        return metadata().getTokenEndpointAuthMethod();
    }

    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }
}
