package services.auth.clientadministration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.ClientRegistration;
import services.auth.oauth2.client.ClientRegistrations;
import services.auth.oauth2.client.ClientRegistrations.Registered;
import services.auth.oauth2.client.ClientRegistrations.SecretOutcome;
import services.auth.oauth2.client.ClientRules;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.client.Registrar;
import services.auth.oauth2.message.RefusedException;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.request.Precondition;
import services.auth.token.Scope;
import services.auth.user.Users;

/** What administrators do with clients. */
@Singleton
class ClientAdministration {

    /** What an answer has that is not registered; it may come back as it was read. */
    private static final List<String> ONLY_SHOWN =
            List.of("client_id_issued_at", "client_secret_expires_at", "secrets");

    private final Clients clients;
    private final ClientRegistrations registrations;
    private final ClientRules rules;
    private final Users users;
    private final AuditLog auditLog;
    private final Duration secretOverlap;

    ClientAdministration(
            Clients clients,
            ClientRegistrations registrations,
            ClientRules rules,
            Users users,
            AuditLog auditLog,
            ClientConfiguration configuration) {
        this.clients = clients;
        this.registrations = registrations;
        this.rules = rules;
        this.users = users;
        this.auditLog = auditLog;
        this.secretOverlap = configuration.secretOverlap();
    }

    Page<Client> list(PageQuery query) {
        return registrations.list(query);
    }

    Client find(String clientId) {
        return clients.find(clientId).orElseThrow(ClientAdministration::unknown);
    }

    Registered create(UUID actor, JSONObject members) {
        Object wanted = members.remove("client_id");
        String clientId = wanted == null ? UUID.randomUUID().toString() : wanted.toString();
        if (!Clients.mayBeCalled(clientId)) {
            throw new ProblemException(Problem.invalidRequest("client_id: " + Clients.NAME_MESSAGE));
        }
        ClientRegistration registration = check(members);
        requireMayGive(actor, clientId, registration.scope());
        return registrations.add(clientId, registration, null).orElseThrow(ClientAdministration::taken);
    }

    Registered replace(UUID actor, String clientId, JSONObject members, Precondition precondition) {
        if (!clientId.equals(Objects.requireNonNullElse(members.remove("client_id"), clientId))) {
            throw new ProblemException(Problem.invalidRequest("client_id: is another one in the path."));
        }
        ONLY_SHOWN.forEach(members::remove);
        ClientRegistration registration = check(members);
        requireMayGive(actor, clientId, registration.scope());
        return registrations
                .replace(clientId, registration, checks(actor, precondition))
                .orElseThrow(ClientAdministration::unknown);
    }

    void remove(UUID actor, String clientId, Precondition precondition) {
        if (!registrations.remove(clientId, checks(actor, precondition))) {
            throw unknown();
        }
    }

    /** @param overlap how long the secret before is good; the service's own setting when absent */
    SecretOutcome.Made addSecret(UUID actor, String clientId, @Nullable Duration overlap, Precondition precondition) {
        Duration time = overlap == null ? secretOverlap : overlap;
        return switch (registrations.addSecret(clientId, time, checks(actor, precondition))) {
            case SecretOutcome.Made made -> made;
            case SecretOutcome.TooMany ignored ->
                throw conflict("too_many_secrets", "The client has two secrets that are good. Delete one first.");
            case SecretOutcome.NotTaken ignored ->
                throw conflict("no_secret_taken", "The client does not prove itself with a secret.");
            case SecretOutcome.UnknownClient ignored -> throw unknown();
        };
    }

    void deleteSecret(UUID actor, String clientId, UUID secretId, Precondition precondition) {
        if (!registrations.deleteSecret(clientId, secretId, checks(actor, precondition))) {
            throw new ProblemException(
                    Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such client, or no such secret of it."));
        }
    }

    private ClientRegistration check(JSONObject members) {
        try {
            return rules.check(members, Registrar.ADMINISTRATOR);
        } catch (RefusedException refused) {
            throw new ProblemException(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    refused.error().getCode(),
                    Objects.requireNonNullElse(refused.error().getDescription(), "The metadata cannot be read.")));
        }
    }

    private ClientRegistrations.Check checks(UUID actor, Precondition precondition) {
        return client -> {
            requireMayGive(actor, client.clientId(), Scope.parse(client.scope()));
            precondition.check(client.version());
        };
    }

    /** To say who one is, is nobody's to give; all else is, to a client as to a user. */
    private void requireMayGive(UUID actor, String clientId, Scope scope) {
        Scope beyondIdentity = scope.without(Scope.IDENTITY);
        if (!users.rights(actor).cover(beyondIdentity)) {
            auditLog.refused(
                    AuditType.CLIENT_CHANGED, null, Map.of("client_id", clientId, "reason", "insufficient_rights"));
            throw new ProblemException(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "insufficient_rights",
                    "Nobody gives a client, or takes from it, what they may not do themselves."));
        }
    }

    private static ProblemException conflict(String code, String detail) {
        return new ProblemException(Problem.of(HttpStatus.CONFLICT, code, detail));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such client."));
    }

    private static ProblemException taken() {
        return conflict("client_exists", "There is a client of this name already.");
    }
}
