package services.auth.login;

import java.util.Optional;

import jakarta.inject.Singleton;
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
     * One hash is computed whether or not there is such a user, so that the time tells nothing.
     *
     * @param usernameOrEmail how the user is named
     * @return the user, or nothing when there is none or the password is another
     */
    Optional<User> authenticate(String usernameOrEmail, String password) {
        Optional<User> user = users.findByLogin(usernameOrEmail);
        if (user.isEmpty()) {
            passwordHasher.verifyNobody(password);
            return user;
        }
        user = user.filter(found -> passwordHasher.verify(found.passwordHash(), password));
        user.ifPresent(found -> upgradeHash(found, password));
        return user;
    }

    /** A hash made with older parameters is replaced while the password is at hand. */
    private void upgradeHash(User user, String password) {
        if (passwordHasher.needsRehash(user.passwordHash())) {
            users.upgradePasswordHash(user, passwordHasher.hash(password));
        }
    }
}
