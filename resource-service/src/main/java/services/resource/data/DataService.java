package services.resource.data;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

/** The items of one owner at a time. */
@Singleton
final class DataService {

    private final DataRepository repository;
    private final TimeOrderedIds ids;
    private final Clock clock;

    DataService(DataRepository repository, TimeOrderedIds ids, Clock clock) {
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
    }

    DataPage list(String owner, PageQuery query) {
        int oneMore = query.limit() + 1;
        List<DataItem> found = query.after()
                .map(after -> repository.findAfter(owner, after, oneMore))
                .orElseGet(() -> repository.findFirst(owner, oneMore));
        return DataPage.of(found, query.limit());
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
