package services.auth.administration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
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
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;

    RoleAdministration(
            Roles roles,
            Users users,
            UserChanges userChanges,
            AuditLog auditLog,
            TransactionOperations<?> transactions) {
        this.roles = roles;
        this.users = users;
        this.userChanges = userChanges;
        this.auditLog = auditLog;
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
            requireMayGive(actor, wanted.name(), scope);
            Role role = roles.create(wanted.name(), wanted.description(), scope).orElseThrow(RoleAdministration::taken);
            auditLog.succeeded(AuditType.ROLE_CREATED, null, Map.of("role", role.name(), "scope", role.scope()));
            return role;
        });
    }

    Role change(UUID actor, String name, RolePatch patch, Precondition precondition) {
        return userChanges.applyToRole(name, () -> {
            Role role = hold(actor, name, precondition);
            Scope before = Scope.parse(role.scope());
            Scope after = patch.scopes() == null ? before : Scope.of(patch.scopes());
            requireMayGive(actor, name, before);
            requireMayGive(actor, name, after);
            if (name.equals(Role.SUPERUSER) && !after.covers(before)) {
                throw new ProblemException(Problem.of(
                        HttpStatus.CONFLICT,
                        "built_in_role",
                        "Superusers may do everything: nothing is taken from this role."));
            }
            auditLog.succeeded(
                    AuditType.ROLE_CHANGED,
                    null,
                    Map.of("role", name, "scope_before", before.toString(), "scope", after.toString()));
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
            requireMayGive(actor, name, Scope.parse(role.scope()));
            if (roles.isHeld(role)) {
                throw new ProblemException(Problem.of(
                        HttpStatus.CONFLICT, "role_in_use", "Somebody has this role. Take it from everybody first."));
            }
            roles.delete(role);
            auditLog.succeeded(AuditType.ROLE_DELETED, null, Map.of("role", name));
            return role;
        });
    }

    private Role hold(UUID actor, String name, Precondition precondition) {
        Role role = roles.hold(name).orElseThrow(RoleAdministration::unknown);
        if (role.builtIn() && !users.rights(actor).isSuperuser()) {
            throw refused(name, "Superusers alone change the built-in roles.");
        }
        precondition.check(role.version());
        return role;
    }

    private void requireMayGive(UUID actor, String name, Scope scope) {
        Rights rights = users.rights(actor);
        if (!rights.cover(scope)) {
            throw refused(name, "Nobody gives or takes what they may not do themselves.");
        }
    }

    private ProblemException refused(String name, String detail) {
        auditLog.refused(AuditType.ROLE_CHANGED, null, Map.of("role", name, "reason", "insufficient_rights"));
        return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, "insufficient_rights", detail));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such role."));
    }

    private static ProblemException taken() {
        return new ProblemException(
                Problem.of(HttpStatus.CONFLICT, "role_exists", "There is a role of this name already."));
    }
}
