package services.auth.oauth2.client;

import java.time.Instant;

import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A client as it is shown (RFC 7591 section 3.2.1). */
public final class ClientInformation {

    private ClientInformation() {}

    /** All that is registered of it, without secrets. */
    public static JSONObject of(Client client) {
        JSONObject members = client.metadata().toJSONObject(true);
        members.put("client_id", client.clientId());
        members.put("scope", client.scope());
        Instant createdAt = client.createdAt();
        if (createdAt != null) {
            members.put("client_id_issued_at", createdAt.getEpochSecond());
        }
        return members;
    }

    /** The same with a secret that was just made, if there is one. */
    public static JSONObject of(Client client, ClientSecrets.@Nullable NewSecret secret) {
        JSONObject members = of(client);
        if (secret != null) {
            members.put("client_secret", secret.value());
            // it does not expire
            members.put("client_secret_expires_at", 0);
        }
        return members;
    }
}
