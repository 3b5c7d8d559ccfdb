package services.auth.user;

import java.util.Optional;

/**
 * Whoever may be meant by a name that somebody typed.
 *
 * @param user nobody, when nobody has the name
 * @param passwordHash which a password is to be held against: the user's, and for nobody somebody else's of whom it tells nothing
 */
public record Candidate(Optional<User> user, String passwordHash) {

    @Override
    public String toString() {
        return "Candidate[" + user + "]";
    }
}
