package services.auth.session;

import java.util.Optional;

import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.Scope;

/**
 * A refresh token, as somebody brings it.
 *
 * @param client who brings it; nothing at {@code /refresh}, which is for the logins of {@code /login}
 * @param scope what the new access token shall have, where that is less than what was granted (RFC 6749 section 6)
 */
public record PresentedRefreshToken(String value, Optional<Holder> client, Optional<Scope> scope) {

    /**
     * A client that has proved itself, if it can.
     *
     * @param terms that it has today
     * @param confirmation what else it has proved to have, for its tokens to be bound to
     */
    public record Holder(String clientId, boolean isPublic, TokenTerms terms, Confirmation confirmation) {}

    public static PresentedRefreshToken ofLogin(String value) {
        return new PresentedRefreshToken(value, Optional.empty(), Optional.empty());
    }

    /** Whether it may be brought so: it is bound to the client that it was issued to (RFC 6749 section 6). */
    boolean isOf(Session session) {
        return client.isPresent()
                ? session.authorization().isPresent() && client.get().clientId().equals(session.clientId())
                : session.authorization().isEmpty();
    }

    /**
     * Whether what the login is bound to was proved. A client that proves itself may have changed its key since, for its refresh token is
     * bound to it by that already (RFC 9449 section 5).
     */
    boolean isBoundAs(Session session) {
        Confirmation bound = session.confirmation();
        Confirmation proved = confirmation(session);
        return client.filter(holder -> !holder.isPublic()).isPresent()
                ? bound.keyThumbprint().isEmpty() || proved.keyThumbprint().isPresent()
                : bound.equals(proved);
    }

    Confirmation confirmation(Session session) {
        return client.map(Holder::confirmation).orElseGet(session::confirmation);
    }

    boolean isWithin(Session session) {
        return scope.isEmpty()
                || session.authorization()
                        .filter(granted -> granted.scope().covers(scope.get()))
                        .isPresent();
    }

    /** The flavour stays as it was at login: a token that slides has an idle timer, and others have none. */
    TokenTerms terms(Session session) {
        Flavour flavour = Flavour.find(session.flavour()).orElseThrow();
        return client.map(Holder::terms)
                .map(terms -> new TokenTerms(flavour, terms.accessTokenLife(), terms.refreshTokenLife(), true))
                .orElse(TokenTerms.of(flavour));
    }

    @Override
    public String toString() {
        return "PresentedRefreshToken";
    }
}
