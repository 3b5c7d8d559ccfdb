package services.auth.emailconfirmation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.UnavailableException;
import services.auth.user.Role;
import services.auth.user.Users;

/** The registrations that wait for the confirmation of their address. */
@Singleton
class PendingRegistrations {

    private final PendingRegistrationStore store;
    private final Users users;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;

    PendingRegistrations(
            PendingRegistrationStore store, Users users, AuditLog auditLog, TransactionOperations<?> transactions) {
        this.store = store;
        this.users = users;
        this.auditLog = auditLog;
        this.transactions = transactions;
    }

    /** @throws UnavailableException when Redis did not confirm it */
    void add(PendingRegistration registration) {
        join(store.put(registration));
    }

    Optional<PendingRegistration> find(UUID id) {
        return join(store.find(id));
    }

    /**
     * Makes the account.
     *
     * @return whether the registration still waited
     * @throws services.auth.user.TakenException when its username or its address got another owner since
     */
    boolean complete(UUID id) {
        Optional<PendingRegistration> registration = find(id);
        registration.ifPresent(waiting -> {
            transactions.executeWrite(ignored -> {
                auditLog.succeededBy(id, AuditType.REGISTERED, Map.of("email_confirmed", "true"));
                return users.create(waiting.toConfirmedUser(), List.of(Role.SUBSCRIBER));
            });
            join(store.remove(id));
        });
        return registration.isPresent();
    }

    private static <T> T join(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new UnavailableException("Registrations wait in Redis, which cannot be asked", failure);
        }
    }
}
