package services.auth.user;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/** The users. A deleted one is kept, but none of the finders sees it. */
@Singleton
public class Users {

    private static final String UNIQUE_VIOLATION = "23505";

    private final UserRepository repository;
    private final RoleRepository roles;
    private final Clock clock;

    Users(UserRepository repository, RoleRepository roles, Clock clock) {
        this.repository = repository;
        this.roles = roles;
        this.clock = clock;
    }

    /** The username or the e-mail address belongs to somebody already. */
    public static final class TakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Makes an account with the role that everybody has.
     *
     * @param passwordHash see {@link PasswordHasher#hash}
     * @throws TakenException when the username or the e-mail address is taken
     */
    @Transactional
    public User create(String username, String email, String passwordHash) {
        return create(username, email, passwordHash, false, Role.SUBSCRIBER);
    }

    /** Makes the first administrator, whose address needs no confirmation. */
    @Transactional
    User createSuperuser(String username, String email, String passwordHash) {
        User user = create(username, email, passwordHash, true, Role.SUPERUSER);
        roles.grant(user.id(), Role.SUBSCRIBER, clock.instant());
        return user;
    }

    private User create(String username, String email, String passwordHash, boolean emailVerified, String role) {
        User user = new User(
                UUID.randomUUID(),
                Names.normalized(username),
                Names.key(username),
                email,
                Names.key(email),
                emailVerified,
                passwordHash,
                0,
                null,
                null,
                null);
        try {
            User saved = repository.save(user);
            roles.grant(saved.id(), role, clock.instant());
            return saved;
        } catch (DataAccessException refused) {
            if (refused.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                throw new TakenException();
            }
            throw refused;
        }
    }

    public Optional<User> find(UUID id) {
        return repository.findByIdAndDeletedAtIsNull(id);
    }

    /** Finds by username, or by e-mail address when there is an at sign. */
    public Optional<User> findByLogin(String usernameOrEmail) {
        String key = Names.key(usernameOrEmail);
        return key.contains("@")
                ? repository.findByEmailKeyAndDeletedAtIsNull(key)
                : repository.findByUsernameKeyAndDeletedAtIsNull(key);
    }

    public Rights rights(UUID id) {
        return Rights.of(roles.findByUser(id));
    }

    /** Stores a better hash of the same password, unless the password was changed meanwhile. */
    public void upgradePasswordHash(User user, String newHash) {
        repository.replacePasswordHash(user.id(), user.passwordHash(), newHash, clock.instant());
    }

    /**
     * Whether the user is still there and of this generation; holds it so to the end of the transaction, so that a login
     * and an ending of all logins cannot pass each other unseen.
     */
    public boolean holdGeneration(UUID id, int generation) {
        return repository.lockGeneration(id).filter(now -> now == generation).isPresent();
    }

    /**
     * Whether the user is there; keeps deletions, and others who hold the user, waiting to the end of the transaction.
     */
    public boolean hold(UUID id) {
        return repository.lock(id).isPresent();
    }

    /** Moves the generation: no login of the user is good any more. The sessions are the caller's to end. */
    public void endGeneration(UUID id) {
        repository.endGeneration(id, clock.instant());
    }

    /**
     * Deletes softly and moves the generation: no login of the user is good any more. The sessions are the caller's to end.
     *
     * @return whether there was such a user
     */
    public boolean delete(UUID id) {
        return repository.delete(id, clock.instant()) == 1;
    }
}
