package services.auth.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;

/** That this instance has put something into an outbox, for whoever delivers it. */
public final class News {

    private final Semaphore news = new Semaphore(0);

    /** Tells it after the commit of the current transaction, if there is one, and not without a commit. */
    public void tellAfterCommit(TransactionOperations<?> transactions) {
        transactions
                .findTransactionStatus()
                .ifPresentOrElse(
                        transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                tell();
                            }
                        }),
                        this::tell);
    }

    /** Tells it at once. */
    public void tell() {
        news.release();
    }

    /** Returns when there are some, or after that time: other instances have news too, and what failed comes due. */
    void await(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
