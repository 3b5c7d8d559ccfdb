package services.auth.clientadministration;

import java.util.Objects;

import jakarta.inject.Singleton;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientInformation;
import services.auth.oauth2.client.ClientRegistrations.Registered;
import services.auth.oauth2.client.ClientSecret;
import services.auth.oauth2.client.ClientSecrets;
import services.auth.oauth2.client.ClientSecrets.NewSecret;
import services.auth.paging.Page;

/** Writes clients as administrators see them: as in RFC 7591 section 3.2.1, and which secrets are good. */
@Singleton
class ClientAnswers {

    private final ClientSecrets secrets;

    ClientAnswers(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    String of(Client client) {
        return withSecrets(ClientInformation.of(client), client).toJSONString();
    }

    /** With the secret that was made, which is shown this once. */
    String of(Registered registered) {
        return withSecrets(ClientInformation.of(registered.client(), registered.secret()), registered.client())
                .toJSONString();
    }

    String of(Page<Client> page) {
        JSONArray items = new JSONArray();
        page.items().forEach(client -> items.add(ClientInformation.of(client)));
        JSONObject members = new JSONObject();
        members.put("items", items);
        members.put("next", page.next());
        return members.toJSONString();
    }

    String of(NewSecret made) {
        JSONObject members = of(made.secret());
        members.put("client_secret", made.value());
        return members.toJSONString();
    }

    private JSONObject withSecrets(JSONObject members, Client client) {
        JSONArray shown = new JSONArray();
        secrets.list(client).forEach(secret -> shown.add(of(secret)));
        members.put("secrets", shown);
        return members;
    }

    private static JSONObject of(ClientSecret secret) {
        JSONObject members = new JSONObject();
        members.put("id", secret.id().toString());
        members.put("created_at", Objects.toString(secret.createdAt(), null));
        members.put("expires_at", Objects.toString(secret.expiresAt(), null));
        return members;
    }
}
