package services.auth.administration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.paging.Page;
import services.auth.paging.PageQuery;
import services.auth.password.PasswordPolicy;
import services.auth.request.PathId;
import services.auth.request.Precondition;
import services.auth.session.UserChanges;
import services.auth.token.Scope;
import services.auth.user.NewUser;
import services.auth.user.PasswordHasher;
import services.auth.user.Rights;
import services.auth.user.Role;
import services.auth.user.Roles;
import services.auth.user.StandardClaims;
import services.auth.user.User;
import services.auth.user.UserResponse;
import services.auth.user.UserSearch;
import services.auth.user.Users;

/**
 * What administrators do with accounts. Each deed holds the account, so that what was checked is still so when it is done, and
 * shows at the next validation.
 */
@Singleton
class UserAdministration {

    private final Users users;
    private final UserSearch search;
    private final Roles roles;
    private final UserChanges userChanges;
    private final PasswordPolicy passwordPolicy;
    private final PasswordHasher passwordHasher;
    private final AuditLog auditLog;

    UserAdministration(
            Users users,
            UserSearch search,
            Roles roles,
            UserChanges userChanges,
            PasswordPolicy passwordPolicy,
            PasswordHasher passwordHasher,
            AuditLog auditLog) {
        this.users = users;
        this.search = search;
        this.roles = roles;
        this.userChanges = userChanges;
        this.passwordPolicy = passwordPolicy;
        this.passwordHasher = passwordHasher;
        this.auditLog = auditLog;
    }

    /**
     * An account, with all that is shown of it.
     *
     * @param roles names, in alphabetical order
     */
    record Account(User user, StandardClaims claims, List<String> roles) {

        UserResponse response() {
            return UserResponse.of(user, claims, roles);
        }
    }

    Page<Account> list(@Nullable String prefix, UserSearch.Status status, @Nullable String role, PageQuery page) {
        List<User> found = search.find(new UserSearch.Query(prefix, status, role, page.after(), page.oneMore()));
        List<UUID> ids = found.stream().map(User::id).toList();
        Map<UUID, List<String>> roleNames = roles.namesOf(ids);
        Map<UUID, StandardClaims> claims = users.claims(ids);
        return Page.of(found, page, User::id)
                .map(user -> new Account(
                        user,
                        claims.getOrDefault(user.id(), StandardClaims.NONE),
                        roleNames.getOrDefault(user.id(), List.of())));
    }

    Account find(UUID id) {
        return account(users.findEvenDeleted(id).orElseThrow(UserAdministration::unknown));
    }

    Account create(UUID actor, NewUserRequest wanted) {
        String password = wanted.password();
        if (password != null) {
            passwordPolicy.require(password, wanted.username(), wanted.email());
        }
        NewUser user = new NewUser(
                UUID.randomUUID(),
                wanted.username(),
                wanted.email(),
                Boolean.TRUE.equals(wanted.emailVerified()),
                password == null ? "" : passwordHasher.hash(password),
                wanted.locale());
        return userChanges.apply(user.id(), () -> {
            requireMayGive(actor, user.id(), wanted.rolesOrDefault());
            User created = tell(users.create(user, wanted.rolesOrDefault()), wanted.claims());
            auditLog.succeeded(
                    AuditType.USER_CREATED, user.id(), Map.of("roles", String.join(" ", wanted.rolesOrDefault())));
            return account(created);
        });
    }

    Account change(UUID actor, UUID id, UserPatch patch, Precondition precondition) {
        boolean ends = Boolean.TRUE.equals(patch.disabled());
        return ends
                ? userChanges.endLogins(id, () -> changed(actor, id, patch, precondition, users::disable))
                : userChanges.apply(
                        id,
                        () -> changed(
                                actor,
                                id,
                                patch,
                                precondition,
                                patch.disabled() == null ? user -> user : users::enable));
    }

    private Account changed(
            UUID actor, UUID id, UserPatch patch, Precondition precondition, UnaryOperator<User> thenDo) {
        User user = hold(actor, id, precondition);
        User renamed = tell(users.rename(user, patch::applyTo), patch.claims());
        if (!patch.names().isEmpty()) {
            auditLog.succeeded(AuditType.USER_CHANGED, id, Map.of("changed", String.join(" ", patch.names())));
        }
        User changed = thenDo.apply(renamed);
        if (changed.isActive() != user.isActive()) {
            auditLog.succeeded(changed.isActive() ? AuditType.USER_ENABLED : AuditType.USER_DISABLED, id);
        }
        return account(changed);
    }

    /** @return how many logins and API keys ended */
    int delete(UUID actor, UUID id, Precondition precondition) {
        return userChanges.endEverything(id, () -> {
            hold(actor, id, precondition);
            users.delete(id);
            auditLog.succeeded(AuditType.USER_DELETED, id);
        });
    }

    Account restore(UUID actor, UUID id, Precondition precondition) {
        return userChanges.apply(id, () -> {
            User user = users.holdDeleted(id).orElseThrow(UserAdministration::unknown);
            check(actor, user, precondition);
            User restored = users.restore(id);
            auditLog.succeeded(AuditType.USER_RESTORED, id);
            return account(restored);
        });
    }

    Account giveRole(UUID actor, UUID id, String role, Precondition precondition) {
        return changeRoles(actor, id, role, precondition, () -> {
            roles.give(id, role);
            auditLog.succeeded(AuditType.ROLE_GIVEN, id, Map.of("role", role));
        });
    }

    Account takeRole(UUID actor, UUID id, String role, Precondition precondition) {
        return changeRoles(actor, id, role, precondition, () -> {
            roles.take(id, role);
            auditLog.succeeded(AuditType.ROLE_TAKEN, id, Map.of("role", role));
        });
    }

    private Account changeRoles(UUID actor, UUID id, String role, Precondition precondition, Runnable change) {
        return userChanges.apply(id, () -> {
            hold(actor, id, precondition);
            requireMayGive(actor, id, List.of(role));
            change.run();
            return find(id);
        });
    }

    /** Ends all logins of a user; API keys live on. */
    void endLogins(UUID actor, UUID id) {
        userChanges.endLogins(id, () -> {
            hold(actor, id, Precondition.NONE);
            users.endGeneration(id);
            auditLog.succeeded(AuditType.SESSIONS_ENDED, id);
            return id;
        });
    }

    private User tell(User user, @Nullable StandardClaims told) {
        return told == null ? user : users.tell(user, told);
    }

    private User hold(UUID actor, UUID id, Precondition precondition) {
        User user = users.hold(id).orElseThrow(UserAdministration::unknown);
        check(actor, user, precondition);
        return user;
    }

    private void check(UUID actor, User user, Precondition precondition) {
        if (!users.rights(actor).cover(users.rights(user.id()))) {
            throw refused(user.id(), "This user may do more than you.");
        }
        precondition.check(user.version());
    }

    private void requireMayGive(UUID actor, UUID id, Collection<String> names) {
        Rights rights = users.rights(actor);
        for (String name : names) {
            Role role = roles.find(name).orElseThrow(() -> unknownRole(name));
            boolean isBeyond = name.equals(Role.SUPERUSER) && !rights.isSuperuser();
            if (isBeyond || !rights.cover(Scope.parse(role.scope()))) {
                throw refused(id, "Nobody gives or takes a role that allows more than their own.");
            }
        }
    }

    private ProblemException refused(UUID id, String detail) {
        auditLog.refused(AuditType.USER_CHANGED, id, Map.of("reason", "insufficient_rights"));
        return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, "insufficient_rights", detail));
    }

    private Account account(User user) {
        return new Account(
                user, users.claims(user.id()), users.rights(user.id()).roles());
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such user."));
    }

    private static ProblemException unknownRole(String name) {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "unknown_role", "There is no role " + name + "."));
    }

    /** What a path that names no user is answered. */
    static UUID id(String text) {
        return PathId.parse(text, UserAdministration::unknown);
    }
}
