package services.resource.data;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The items of one owner at a time. What does not say otherwise blocks. */
@Singleton
final class DataService {

    /** A longer page is read alone: it might keep many others waiting. */
    private static final int LONGEST_GATHERED = PageQuery.DEFAULT_LIMIT;

    private final DataRepository repository;
    private final FirstPages firstPages;
    private final ExecutorService blocking;
    private final TimeOrderedIds ids;
    private final Clock clock;

    DataService(
            DataRepository repository,
            FirstPages firstPages,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            TimeOrderedIds ids,
            Clock clock) {
        this.repository = repository;
        this.firstPages = firstPages;
        this.blocking = blocking;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never blocks. */
    CompletionStage<DataPage> list(String owner, PageQuery query) {
        int oneMore = query.limit() + 1;
        return found(owner, query, oneMore).thenApply(found -> DataPage.of(found, query.limit()));
    }

    private CompletionStage<List<DataItem>> found(String owner, PageQuery query, int rows) {
        if (query.after().isPresent()) {
            return CompletableFuture.supplyAsync(
                    () -> repository.findAfter(owner, query.after().get(), rows), blocking);
        }
        return query.limit() <= LONGEST_GATHERED
                ? firstPages.find(owner, rows)
                : CompletableFuture.supplyAsync(() -> repository.findFirst(owner, rows), blocking);
    }

    Optional<DataItem> find(String owner, UUID id) {
        return repository.find(owner, id);
    }

    DataItem create(String owner, String content) {
        return repository.insert(ids.issue(), owner, content, now());
    }

    Optional<DataItem> replace(String owner, UUID id, String content) {
        return Optional.ofNullable(repository.update(owner, id, content, now()));
    }

    boolean delete(String owner, UUID id) {
        return repository.delete(owner, id) > 0;
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
