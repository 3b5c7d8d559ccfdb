package services.auth.user;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.token.Scope;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

/** The roles, and who has them. What users hold is the caller's to judge anew when these change. */
@Singleton
public class Roles {

    private final RoleRepository repository;
    private final UserRepository users;
    private final Clock clock;

    Roles(RoleRepository repository, UserRepository users, Clock clock) {
        this.repository = repository;
        this.users = users;
        this.clock = clock;
    }

    /** In the order of their names. */
    public List<Role> list() {
        return repository.findInOrder();
    }

    public Optional<Role> find(String name) {
        return repository.findById(name);
    }

    /** Holds a role to the end of the transaction: nobody gives, changes or deletes it in the meantime. */
    public Optional<Role> hold(String name) {
        return repository.lock(name);
    }

    /** @return the new role, or nothing when there is one of that name */
    public Optional<Role> create(String name, String description, Scope scope) {
        return repository.insert(name, description, scope.toString(), clock.instant()) == 1
                ? find(name)
                : Optional.empty();
    }

    public Role change(Role role, String description, Scope scope) {
        return repository.store(role.name(), description, scope.toString(), clock.instant());
    }

    public void delete(Role role) {
        repository.deleteById(role.name());
    }

    /** Whether anybody has it, even a deleted user who may come back. */
    public boolean isHeld(Role role) {
        return repository.isHeld(role.name());
    }

    public Rights rightsOf(UUID userId) {
        return Rights.of(repository.findByUser(userId));
    }

    /** The names of the roles of each user, in alphabetical order. */
    public Map<UUID, List<String>> namesOf(Collection<UUID> userIds) {
        return userIds.isEmpty()
                ? Map.of()
                : repository.findHolders(userIds).stream()
                        .collect(groupingBy(
                                RoleRepository.Holder::userId, mapping(RoleRepository.Holder::roleName, toList())));
    }

    /** Gives a role that there is to a user. */
    public void give(UUID userId, String roleName) {
        if (repository.give(userId, roleName, clock.instant()) == 1) {
            users.moveVersion(userId, clock.instant());
        }
    }

    /**
     * Takes a role from a user.
     *
     * @throws LastSuperuserException when nobody would be left who may do everything
     */
    public void take(UUID userId, String roleName) {
        if (roleName.equals(Role.SUPERUSER)) {
            requireAnotherSuperuser(userId);
        }
        if (repository.take(userId, roleName) == 1) {
            users.moveVersion(userId, clock.instant());
        }
    }

    /**
     * Demands that somebody else who can log in is a superuser, if this user is one.
     *
     * @throws LastSuperuserException when there is nobody
     */
    void requireAnotherSuperuser(UUID userId) {
        if (rightsOf(userId).isSuperuser()) {
            // one after the other: two superusers who remove each other at once would leave none
            repository.lock(Role.SUPERUSER);
            if (!repository.isThereAnotherSuperuser(userId)) {
                throw new LastSuperuserException();
            }
        }
    }
}
