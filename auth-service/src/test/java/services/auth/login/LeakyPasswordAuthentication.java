package services.auth.login;

import java.util.Optional;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.user.Candidate;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;

/** Leaks as others do: computes no hash for a name that nobody has, or always one of the newest kind. */
@Singleton
@Replaces(PasswordAuthentication.class)
@Requires(property = "test.leak", pattern = "hash|kind")
class LeakyPasswordAuthentication extends PasswordAuthentication {

    private final String leak;

    LeakyPasswordAuthentication(Users users, PasswordHasher hasher, @Value("${test.leak}") String leak) {
        super(users, hasher);
        this.leak = leak;
    }

    @Override
    Optional<User> authenticate(Candidate candidate, String password, PasswordHasher.Place place) {
        if (candidate.user().isPresent()) {
            return super.authenticate(candidate, password, place);
        }
        if (leak.equals("kind")) {
            boolean ignored = place.verify("", password);
        }
        return Optional.empty();
    }
}
