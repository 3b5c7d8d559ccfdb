package services.auth.session;

import java.util.UUID;

/**
 * A login that is over, or whose user has signed out of the browser in which it was allowed.
 *
 * @param clientId the client that the user logged in with
 */
public record EndedSession(UUID id, UUID userId, String clientId) {

    static EndedSession of(Session session) {
        return new EndedSession(session.id(), session.userId(), session.clientId());
    }
}
