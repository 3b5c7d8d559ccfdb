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
}
