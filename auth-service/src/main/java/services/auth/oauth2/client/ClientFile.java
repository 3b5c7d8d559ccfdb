package services.auth.oauth2.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONUtils;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import services.auth.error.StartException;
import services.auth.oauth2.message.RefusedException;
import services.auth.schema.Schema;

/**
 * Registers the clients of a JSON file at start: an array of objects, or an object with such an array as {@code clients}. Each has
 * what a registration has, and {@code client_id} and {@code client_secret}. What the file says of a client counts from then on.
 */
@Context
@Requires(property = "auth-service.clients.file", notEquals = "")
class ClientFile {

    private final Path file;
    private final ClientRules rules;
    private final ClientRegistrations registrations;

    ClientFile(
            @Value("${auth-service.clients.file}") String file,
            ClientRules rules,
            ClientRegistrations registrations,
            @SuppressWarnings("unused") Schema migrated) {
        this.file = Path.of(file);
        this.rules = rules;
        this.registrations = registrations;
    }

    /** A client of the file, checked. */
    private record Entry(String clientId, @Nullable String secret, ClientRegistration registration) {}

    /** Nothing is registered unless all of it is right. */
    @PostConstruct
    void provision() {
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object object : read()) {
            Entry entry = entry(object, entries.size());
            if (!ids.add(entry.clientId())) {
                throw wrong(entry.clientId(), "client_id is there twice");
            }
            entries.add(entry);
        }
        entries.forEach(entry -> registrations.provision(entry.clientId(), entry.secret(), entry.registration()));
    }

    private List<?> read() {
        try {
            Object content = JSONUtils.parseJSON(Files.readString(file));
            Object clients = content instanceof Map<?, ?> object ? object.get("clients") : content;
            if (clients instanceof List<?> list) {
                return list;
            }
            throw new StartException(file + " (AUTH_SERVICE_CLIENTS_FILE) must be a JSON array of clients, or an object"
                    + " with such an array as its member clients");
        } catch (IOException e) {
            throw new StartException("AUTH_SERVICE_CLIENTS_FILE cannot be read: " + e);
        } catch (ParseException e) {
            throw new StartException(file + " (AUTH_SERVICE_CLIENTS_FILE) is no JSON: " + e.getMessage());
        }
    }

    private Entry entry(Object object, int index) {
        if (!(object instanceof Map<?, ?> map)) {
            throw wrong("number " + (index + 1), "must be an object");
        }
        JSONObject members = new JSONObject();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        Object id = members.remove("client_id");
        if (!(id instanceof String clientId) || !ClientId.isGood(clientId)) {
            throw wrong("number " + (index + 1), "client_id " + ClientId.DEMAND);
        }
        Object secret = members.remove("client_secret");
        try {
            ClientRegistration registration = rules.check(members, Registrar.ADMINISTRATOR);
            return new Entry(clientId, secret(clientId, secret, registration), registration);
        } catch (RefusedException refused) {
            throw wrong(
                    clientId,
                    Objects.requireNonNullElse(
                            refused.error().getDescription(), refused.error().getCode()));
        }
    }

    private @Nullable String secret(String clientId, @Nullable Object secret, ClientRegistration registration) {
        if (!AuthenticationRules.takesSecret(registration.metadata())) {
            if (secret != null) {
                throw wrong(
                        clientId,
                        "client_secret must not be there where token_endpoint_auth_method is "
                                + registration.metadata().getTokenEndpointAuthMethod());
            }
            return null;
        }
        if (!(secret instanceof String value) || value.length() < ClientSecrets.MIN_LENGTH) {
            throw wrong(
                    clientId,
                    "client_secret must be random and have at least " + ClientSecrets.MIN_LENGTH
                            + " characters, for example from: openssl rand -hex 32");
        }
        return value;
    }

    private StartException wrong(String client, String reason) {
        return new StartException(file + " (AUTH_SERVICE_CLIENTS_FILE), client " + client + ": " + reason);
    }
}
