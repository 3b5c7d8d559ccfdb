package services.auth.login;

import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.user.Candidate;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;

/** Finds out whether somebody knows a user's password. */
@Singleton
class PasswordAuthentication {

    private final Users users;
    private final PasswordHasher passwordHasher;

    PasswordAuthentication(Users users, PasswordHasher passwordHasher) {
        this.users = users;
        this.passwordHasher = passwordHasher;
    }

    /**
     * One hash is looked at whether or not there is such a user, so that the time tells nothing.
     *
     * @return the user, or nothing when there is none or the password is another
     */
    Optional<User> authenticate(Candidate candidate, String password, PasswordHasher.Place place) {
        boolean matches = place.verify(candidate.passwordHash(), password);
        return candidate.user().filter(ignored -> matches).map(user -> withUpgradedHash(user, password, place));
    }

    /** A hash made with older parameters is replaced while the password is at hand. */
    private User withUpgradedHash(User user, String password, PasswordHasher.Place place) {
        return passwordHasher.needsRehash(user.passwordHash())
                ? users.upgradePasswordHash(user, place.hash(password))
                : user;
    }
}
