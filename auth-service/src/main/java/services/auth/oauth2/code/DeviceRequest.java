package services.auth.oauth2.code;

import java.time.Instant;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What a device asks for, and what its user said to it (RFC 8628).
 *
 * @param scope what the client may have of what it asks for
 * @param expiresAt when it is too late
 * @param granted what the user has allowed; absent before that
 * @param isDenied whether the user has said no
 */
@Serdeable
public record DeviceRequest(
        String clientId,
        String scope,
        Instant expiresAt,
        @Nullable AuthorizationGrant granted,
        boolean isDenied) {

    DeviceRequest allowed(AuthorizationGrant grant) {
        return new DeviceRequest(clientId, scope, expiresAt, grant, false);
    }

    DeviceRequest denied() {
        return new DeviceRequest(clientId, scope, expiresAt, null, true);
    }

    @Override
    public String toString() {
        return "DeviceRequest[" + clientId + "]";
    }
}
