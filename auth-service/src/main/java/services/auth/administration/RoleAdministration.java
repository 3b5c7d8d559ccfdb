package services.auth.administration;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.error.Problem;
import services.auth.error.ProblemException;
import services.auth.request.Precondition;
import services.auth.session.UserChanges;
import services.auth.token.Scope;
import services.auth.user.Rights;
import services.auth.user.Role;
import services.auth.user.Roles;
import services.auth.user.Users;

/**
 * What administrators do with roles. What a role gives changes for all who have it, at the next validation of whatever they
 * hold.
 */
@Singleton
class RoleAdministration {

    private final Roles roles;
    private final Users users;
    private final UserChanges userChanges;
    private final TransactionOperations<?> transactions;

    RoleAdministration(Roles roles, Users users, UserChanges userChanges, TransactionOperations<?> transactions) {
        this.roles = roles;
        this.users = users;
        this.userChanges = userChanges;
        this.transactions = transactions;
    }

    List<Role> list() {
        return roles.list();
    }

    Role find(String name) {
        return roles.find(name).orElseThrow(RoleAdministration::unknown);
    }

    Role create(UUID actor, RoleRequest wanted) {
        Scope scope = Scope.of(wanted.scopes());
        return transactions.executeWrite(ignored -> {
            requireMayGive(actor, scope);
            return roles.create(wanted.name(), wanted.description(), scope).orElseThrow(RoleAdministration::taken);
        });
    }

    Role change(UUID actor, String name, RolePatch patch, Precondition precondition) {
        return userChanges.applyToRole(name, () -> {
            Role role = hold(actor, name, precondition);
            Scope before = Scope.parse(role.scope());
            Scope after = patch.scopes() == null ? before : Scope.of(patch.scopes());
            requireMayGive(actor, before);
            requireMayGive(actor, after);
            if (name.equals(Role.SUPERUSER) && !after.covers(before)) {
                throw new ProblemException(Problem.of(
                        HttpStatus.CONFLICT,
                        "built_in_role",
                        "Superusers may do everything: nothing is taken from this role."));
            }
            return roles.change(role, Objects.requireNonNullElse(patch.description(), role.description()), after);
        });
    }

    void delete(UUID actor, String name, Precondition precondition) {
        transactions.executeWrite(ignored -> {
            Role role = hold(actor, name, precondition);
            if (role.builtIn()) {
                throw new ProblemException(
                        Problem.of(HttpStatus.CONFLICT, "built_in_role", "This role is built in and stays."));
            }
            requireMayGive(actor, Scope.parse(role.scope()));
            if (roles.isHeld(role)) {
                throw new ProblemException(Problem.of(
                        HttpStatus.CONFLICT, "role_in_use", "Somebody has this role. Take it from everybody first."));
            }
            roles.delete(role);
            return role;
        });
    }

    private Role hold(UUID actor, String name, Precondition precondition) {
        Role role = roles.hold(name).orElseThrow(RoleAdministration::unknown);
        if (role.builtIn() && !users.rights(actor).isSuperuser()) {
            throw new ProblemException(Problem.of(
                    HttpStatus.FORBIDDEN, "insufficient_rights", "Superusers alone change the built-in roles."));
        }
        precondition.check(role.version());
        return role;
    }

    private void requireMayGive(UUID actor, Scope scope) {
        Rights rights = users.rights(actor);
        if (!rights.cover(scope)) {
            throw new ProblemException(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "insufficient_rights",
                    "Nobody gives or takes what they may not do themselves."));
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such role."));
    }

    private static ProblemException taken() {
        return new ProblemException(
                Problem.of(HttpStatus.CONFLICT, "role_exists", "There is a role of this name already."));
    }
}
