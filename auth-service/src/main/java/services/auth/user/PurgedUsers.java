package services.auth.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import services.auth.cleanup.DeadRows;

/**
 * Deletes what tells who somebody was, a time after the account was deleted. Its id stays, for the audit log: it names nobody
 * any more.
 */
@Singleton
class PurgedUsers implements DeadRows {

    private final UserRepository repository;
    private final UserClaimsRepository claims;
    private final AccountConfiguration configuration;

    PurgedUsers(UserRepository repository, UserClaimsRepository claims, AccountConfiguration configuration) {
        this.repository = repository;
        this.claims = claims;
        this.configuration = configuration;
    }

    @Override
    public String table() {
        return "users";
    }

    @Override
    public long count(Instant now) {
        return repository.countToPurge(now.minus(configuration.retention()));
    }

    @Override
    @Transactional
    public int deleteBatch(Instant now, int limit) {
        List<UUID> purged = repository.purge(now.minus(configuration.retention()), now, limit);
        if (!purged.isEmpty()) {
            claims.deleteOf(purged);
        }
        return purged.size();
    }
}
