package services.resource.data;

import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import services.resource.data.FirstPageRepository.Wanted;
import services.resource.gathering.EventLoops;
import services.resource.gathering.Gathering;
import services.resource.gathering.OverloadException;
import services.resource.gathering.Patience;

/** Reads the beginnings of lists: those that are asked for while others are being read are gathered and read together. */
@Singleton
class FirstPages {

    /** The rows of one statement are in memory together, and each may have 64 KiB. */
    private static final Gathering.Limits LIMITS = new Gathering.Limits(2, 64, 512, 2000, Duration.ofMillis(25));

    /** As long as the pool and then the database may hold one statement. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final Gathering<Wanted, List<DataItem>> gathering;
    private final Patience patience = new Patience(LONGEST);

    FirstPages(FirstPageRepository repository, EventLoops loops, @Named("first-pages") ExecutorService threads) {
        this.gathering = new Gathering<>(
                LIMITS,
                Wanted::rows,
                loops::runLast,
                wanted -> CompletableFuture.supplyAsync(() -> repository.find(wanted), threads));
    }

    /** The first items of an owner, as they are after this was asked; never blocks. */
    CompletionStage<List<DataItem>> find(String owner, int rows) {
        return patience.limit(gathering.ask(new Wanted(owner, rows))).exceptionally(FirstPages::fail);
    }

    private static List<DataItem> fail(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        throw switch (cause) {
            case TimeoutException late -> outage("no page was read within " + LONGEST.toMillis() + " ms");
            case OverloadException overload -> outage(String.valueOf(overload.getMessage()));
            case RuntimeException other -> other;
            case Throwable other -> new CompletionException(other);
        };
    }

    private static DataAccessException outage(String reason) {
        return new DataAccessException(reason, new SQLTransientException(reason));
    }
}
