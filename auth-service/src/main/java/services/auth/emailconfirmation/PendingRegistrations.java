package services.auth.emailconfirmation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.context.annotation.Value;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisValues;
import services.auth.user.Role;
import services.auth.user.Users;

/** The registrations that wait for the confirmation of their address. */
@Singleton
class PendingRegistrations {

    private final RedisValues<PendingRegistration> registrations;
    private final Duration timeToLive;
    private final Users users;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;

    PendingRegistrations(
            RedisLink redis,
            ObjectMapper mapper,
            @Value("${auth-service.registration.pending-time-to-live}") Duration timeToLive,
            Users users,
            AuditLog auditLog,
            TransactionOperations<?> transactions) {
        this.registrations = new RedisValues<>(redis, mapper, "registration:", PendingRegistration.class);
        this.timeToLive = timeToLive;
        this.users = users;
        this.auditLog = auditLog;
        this.transactions = transactions;
    }

    /** @throws UnavailableException when Redis did not confirm it */
    void add(PendingRegistration registration) {
        registrations.put(registration.id().toString(), registration, timeToLive);
    }

    Optional<PendingRegistration> find(UUID id) {
        return registrations.find(id.toString());
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
            registrations.take(id.toString());
        });
        return registration.isPresent();
    }
}
