package services.auth.oauth2.consent;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.UnavailableException;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.session.Sessions;
import services.auth.token.Scope;

/** What users have allowed clients. */
@Singleton
public class Consents {

    private final ConsentRepository repository;
    private final Sessions sessions;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    Consents(
            ConsentRepository repository,
            Sessions sessions,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the user has allowed the client all of that. */
    public boolean cover(UUID userId, Client client, Scope scope) {
        return repository
                .findByUserIdAndClientId(userId, client.id())
                .filter(consent -> Scope.parse(consent.scope()).covers(scope))
                .isPresent();
    }

    /** The user allows the client that, besides what it may do already. */
    public void give(UUID userId, Client client, Scope scope) {
        transactions.executeWrite(ignored -> {
            repository.give(UUID.randomUUID(), userId, client.id(), scope.toString(), clock.instant());
            auditLog.succeeded(
                    AuditType.CONSENT_GIVEN, userId, Map.of("client_id", client.clientId(), "scope", scope.toString()));
            return client;
        });
    }

    /** Newest first. */
    public Page<Consent> list(UUID userId, PageQuery query) {
        return Page.of(repository.list(userId, query.after(), query.oneMore()), query, Consent::id);
    }

    /**
     * Takes everything back that the user has allowed a client, and ends the client's logins.
     *
     * @return whether there was anything
     * @throws UnavailableException when the end of the logins cannot be promised; they are over all the same
     */
    public boolean withdraw(UUID userId, String clientId) {
        if (!Clients.isName(clientId)) {
            return false;
        }
        boolean wasThere = transactions.executeWrite(ignored -> {
            int withdrawn = repository.withdraw(userId, clientId);
            if (withdrawn > 0) {
                auditLog.succeeded(AuditType.CONSENT_WITHDRAWN, userId, Map.of("client_id", clientId));
            }
            return withdrawn > 0;
        });
        // of a client that nobody is asked about there are logins alone
        return sessions.endAllowedTo(clientId, userId) > 0 || wasThere;
    }
}
