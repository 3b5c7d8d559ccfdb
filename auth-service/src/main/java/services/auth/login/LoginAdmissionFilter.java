package services.auth.login;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import services.auth.error.UnavailableException;
import services.auth.user.PasswordHasher;

/**
 * Sheds logins before their bodies are read when too many wait already: of a storm most end here. {@link LoginThrottle} keeps
 * the bound; it holds nobody's place for a body that comes slowly.
 */
@ServerFilter({"/login", "/signin"})
class LoginAdmissionFilter implements Ordered {

    private final PasswordHasher passwordHasher;

    LoginAdmissionFilter(PasswordHasher passwordHasher) {
        this.passwordHasher = passwordHasher;
    }

    /** @throws UnavailableException when there is no room for another login */
    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.POST) {
            passwordHasher.checkRoom();
        }
    }

    /** After the filters that make pages of errors. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
