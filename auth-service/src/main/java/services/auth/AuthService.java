package services.auth;

import io.micronaut.runtime.Micronaut;

/** Starts auth-service. */
public final class AuthService {

    private AuthService() {}

    public static void main(String[] args) {
        Micronaut.run(AuthService.class, args);
    }
}
