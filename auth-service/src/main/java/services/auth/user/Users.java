package services.auth.user;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/**
 * The users. A deleted one is kept for a time, but only those finders see it that say so. Logins and API keys of a user who
 * changes are the caller's to end or to judge anew.
 */
@Singleton
public class Users {

    private final UserRepository repository;
    private final UserClaimsRepository claims;
    private final Roles roles;
    private final Decoys decoys;
    private final Clock clock;

    Users(UserRepository repository, UserClaimsRepository claims, Roles roles, Decoys decoys, Clock clock) {
        this.repository = repository;
        this.claims = claims;
        this.roles = roles;
        this.decoys = decoys;
        this.clock = clock;
    }

    /**
     * Makes an account.
     *
     * @param roleNames roles that there are
     * @throws TakenException when the username, or an address that counts as confirmed, is taken
     */
    @Transactional
    public User create(NewUser wanted, Collection<String> roleNames) {
        User saved = saved(() -> repository.save(wanted.toUser()));
        roleNames.forEach(role -> roles.give(saved.id(), role));
        return saved;
    }

    public Optional<User> find(UUID id) {
        return repository.findByIdAndDeletedAtIsNull(id);
    }

    /** Finds a deleted one too, unless it was purged. */
    public Optional<User> findEvenDeleted(UUID id) {
        return repository.findByIdAndPurgedAtIsNull(id);
    }

    /**
     * Finds by username, or by e-mail address when there is an at sign: whoever confirmed it, otherwise whoever named it
     * first.
     */
    public Optional<User> findByLogin(String usernameOrEmail) {
        String key = Names.key(usernameOrEmail);
        return key.contains("@") ? repository.findByEmail(key) : repository.findByUsernameKeyAndDeletedAtIsNull(key);
    }

    /** Like {@link #findByLogin}, for somebody who has yet to prove to be that user: takes as long whether there is one or not. */
    public Candidate findCandidate(String usernameOrEmail) {
        String key = Names.key(usernameOrEmail);
        UUID decoy = decoys.userFor(key);
        Optional<User> found = key.contains("@")
                ? repository.findByEmailOrElse(key, decoy)
                : repository.findByUsernameOrElse(key, decoy);
        return new Candidate(
                found.filter(user -> user.deletedAt() == null)
                        .filter(user -> key.equals(key.contains("@") ? user.emailKey() : user.usernameKey())),
                found.map(User::passwordHash).orElse(""));
    }

    /** @throws TakenException when somebody has that username */
    public void requireFreeUsername(String username) {
        if (repository.findByUsernameKeyAndDeletedAtIsNull(Names.key(username)).isPresent()) {
            throw TakenException.ofUsername();
        }
    }

    public Rights rights(UUID id) {
        return roles.rightsOf(id);
    }

    /** What a user has told of themselves. */
    public StandardClaims claims(UUID id) {
        return claims.findById(id).map(UserClaims::claims).orElse(StandardClaims.NONE);
    }

    /** The same of many; who has told nothing is not in it. */
    public Map<UUID, StandardClaims> claims(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : claims.findOf(ids).stream().collect(Collectors.toMap(UserClaims::userId, UserClaims::claims));
    }

    /**
     * Stores what is told of a user from now on; all that was told before is forgotten.
     *
     * @param user as it is, held
     * @return the user with another version
     */
    public User tell(User user, StandardClaims told) {
        UserClaims row = new UserClaims(user.id(), told.completed(), null, null);
        if (claims.existsById(user.id())) {
            claims.update(row);
        } else {
            claims.save(row);
        }
        repository.moveVersion(user.id(), clock.instant());
        return repository.findById(user.id()).orElseThrow();
    }

    /**
     * Holds a user to the end of the transaction; nobody else changes it, or starts a login, in the meantime.
     *
     * @return the user as it is now; nothing when it is deleted
     */
    public Optional<User> hold(UUID id) {
        return repository.lock(id);
    }

    /** The same for one that is deleted and not purged. */
    public Optional<User> holdDeleted(UUID id) {
        return repository.lockDeleted(id);
    }

    /**
     * Whether the user is still as it was when the password was checked, and may log in; holds it so to the end of the
     * transaction, so that a login and an ending of all logins, or a change of the password, cannot pass each other unseen.
     */
    public boolean holdForLogin(User user) {
        return repository
                .lockForLogin(user.id(), user.generation(), user.passwordHash())
                .isPresent();
    }

    /** Whether the user is still there, may log in, and is of this generation; holds it so, see {@link #holdForLogin}. */
    public boolean holdGeneration(UUID id, int generation) {
        return repository.lockGeneration(id).filter(now -> now == generation).isPresent();
    }

    /**
     * Stores a better hash of the same password.
     *
     * @return the user with it, or as it was when the password was changed meanwhile
     */
    public User upgradePasswordHash(User user, String newHash) {
        int replaced = repository.replacePasswordHash(user.id(), user.passwordHash(), newHash, clock.instant());
        return replaced == 1 ? repository.findById(user.id()).orElse(user) : user;
    }

    /** Stores another password. */
    public void changePassword(UUID id, String newHash) {
        repository.changePassword(id, newHash, clock.instant());
    }

    /** Moves the generation: no login of the user is good any more. */
    public void endGeneration(UUID id) {
        repository.endGeneration(id, clock.instant());
    }

    /**
     * Changes what an account is called.
     *
     * @param user as it is, held
     * @throws TakenException when the new username, or a confirmed address, is taken
     */
    public User rename(User user, UnaryOperator<Profile> change) {
        Profile profile = change.apply(Profile.of(user));
        return saved(() -> repository.storeProfile(
                user.id(),
                Names.normalized(profile.username()),
                Names.key(profile.username()),
                profile.email(),
                Names.key(profile.email()),
                profile.emailVerified(),
                profile.locale(),
                clock.instant()));
    }

    /**
     * Lets nobody log in any more, and moves the generation.
     *
     * @throws LastSuperuserException when nobody would be left who may do everything
     */
    public User disable(User user) {
        roles.requireAnotherSuperuser(user.id());
        return repository.disable(user.id(), clock.instant());
    }

    public User enable(User user) {
        return repository.enable(user.id(), clock.instant());
    }

    /**
     * Deletes softly, and moves the generation.
     *
     * @throws LastSuperuserException when nobody would be left who may do everything
     */
    public void delete(UUID id) {
        roles.requireAnotherSuperuser(id);
        repository.delete(id, clock.instant());
    }

    /**
     * Brings a deleted account back, with the password and the roles that it had.
     *
     * @throws TakenException when its username or its address has another owner by now
     */
    public User restore(UUID id) {
        return saved(() -> repository.restore(id, clock.instant()));
    }

    private static User saved(Supplier<User> statement) {
        try {
            return statement.get();
        } catch (DataAccessException refused) {
            throw TakenException.of(refused);
        }
    }
}
