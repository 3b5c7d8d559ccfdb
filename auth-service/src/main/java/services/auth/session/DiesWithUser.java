package services.auth.session;

import java.util.List;
import java.util.UUID;

import services.auth.token.Revocation;

/**
 * What opens doors in a user's name beside the logins, and dies with the account. Its packages use this one and not the
 * other way round.
 */
public interface DiesWithUser {

    /**
     * Ends all that the user has, in the transaction that deletes the user.
     *
     * @return what Redis must be told after the commit
     */
    List<Revocation> endAll(UUID userId);
}
