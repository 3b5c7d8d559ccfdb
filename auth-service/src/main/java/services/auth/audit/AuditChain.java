package services.auth.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

/**
 * The chain of sealed events. Events are sealed a moment after their commit, so that no request waits for another; one instance
 * at a time does it. Where the chain ends is also written to the log now and then: whoever cuts off its end cuts that off not.
 */
@Singleton
public class AuditChain {

    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
    private static final int AT_ONCE = 500;

    private final AuditChainRepository repository;
    private final AuditSeal seal;
    private final TransactionOperations<?> transactions;
    private final Clock clock;
    private volatile long told;

    AuditChain(AuditChainRepository repository, AuditSeal seal, TransactionOperations<?> transactions, Clock clock) {
        this.repository = repository;
        this.seal = seal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Seals what is new. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sealNew() {
        try {
            while (sealSome() == AT_ONCE) {
                LOG.debug("More events are to be sealed");
            }
        } catch (RuntimeException failure) {
            LOG.debug("Audit events cannot be sealed now: {}", Outage.describe(failure));
        }
    }

    /** @return how many were sealed */
    int sealSome() {
        return transactions.executeWrite(ignored -> {
            Optional<AuditChainRepository.Chain> chain = repository.lock();
            if (chain.isEmpty()) {
                // another instance is at it
                return 0;
            }
            long position = chain.get().lastPosition();
            String before = chain.get().lastSeal();
            List<AuditEvent> events = repository.findUnsealed(AT_ONCE);
            for (AuditEvent event : events) {
                position++;
                before = seal.of(event, position, before);
                repository.seal(event.id(), event.createdAt(), position, before, clock.instant());
            }
            repository.storeEnd(position, before, clock.instant());
            return events.size();
        });
    }

    /** So that the log, which is kept elsewhere, vouches for the end. */
    @Scheduled(fixedDelay = "1h", initialDelay = "10s")
    void tellEnd() {
        try {
            AuditChainRepository.Chain end = repository.find();
            if (end.lastPosition() != told) {
                LOG.info("The audit log ends at {}:{}", end.lastPosition(), end.lastSeal());
                told = end.lastPosition();
            }
        } catch (RuntimeException failure) {
            LOG.debug("The end of the audit log cannot be told now: {}", Outage.describe(failure));
        }
    }

    /**
     * What a look at the whole chain found.
     *
     * @param events how many sealed events there are
     * @param end position and seal of the last, as the log tells it
     * @param problems what is wrong, each in one line; empty when nothing is
     */
    public record Verdict(long events, String end, List<String> problems) {}

    /**
     * Looks at every event of the chain.
     *
     * @param known an end that the log told, position:seal, or nothing
     * @param progress is told the number of events seen, now and then
     */
    public Verdict verify(Optional<String> known, Consumer<Long> progress) {
        AuditVerification verification = new AuditVerification(seal, repository.find(), known);
        List<AuditEvent> events;
        do {
            events = repository.findSealed(verification.position(), AT_ONCE);
            events.forEach(verification::add);
            progress.accept(verification.count());
        } while (!events.isEmpty());
        return verification.verdict();
    }
}
