package services.auth.user;

import java.util.List;
import java.util.stream.Collectors;

import services.auth.token.Scope;

/**
 * What a user may do.
 *
 * @param roles names, in alphabetical order
 * @param scope everything that the roles carry
 */
public record Rights(List<String> roles, Scope scope) {

    static Rights of(List<Role> roles) {
        return new Rights(
                roles.stream().map(Role::name).sorted().toList(),
                Scope.parse(roles.stream().map(Role::scope).collect(Collectors.joining(" "))));
    }

    public boolean isSuperuser() {
        return roles.contains(Role.SUPERUSER);
    }

    /** Whether somebody with these rights may give that to others, or take it from them: nobody gives what they do not have. */
    public boolean cover(Scope wanted) {
        return isSuperuser() || scope.covers(wanted);
    }

    /** Whether somebody with these rights may act on somebody with those. */
    public boolean cover(Rights others) {
        return isSuperuser() || !others.isSuperuser() && scope.covers(others.scope());
    }
}
