package services.auth.login;

import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.user.Decoys;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;

/** Finds out whether somebody knows a user's password. */
@Singleton
class PasswordAuthentication {

    private final Users users;
    private final PasswordHasher passwordHasher;
    private final Decoys decoys;

    PasswordAuthentication(Users users, PasswordHasher passwordHasher, Decoys decoys) {
        this.users = users;
        this.passwordHasher = passwordHasher;
        this.decoys = decoys;
    }

    /**
     * One hash is computed whether or not there is such a user, so that the time tells nothing.
     *
     * @param name as it was typed
     * @param user nothing when there is none of that name
     * @return the user, or nothing when there is none or the password is another
     */
    Optional<User> authenticate(String name, Optional<User> user, String password) {
        if (user.isEmpty()) {
            decoys.verify(name, password);
            return user;
        }
        return user.filter(found -> passwordHasher.verify(found.passwordHash(), password))
                .map(found -> withUpgradedHash(found, password));
    }

    /** A hash made with older parameters is replaced while the password is at hand. */
    private User withUpgradedHash(User user, String password) {
        return passwordHasher.needsRehash(user.passwordHash())
                ? users.upgradePasswordHash(user, passwordHasher.hash(password))
                : user;
    }
}
