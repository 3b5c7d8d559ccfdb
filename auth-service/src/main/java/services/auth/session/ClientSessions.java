package services.auth.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.token.Revocation;
import services.auth.token.RevocationList;

/** The logins at a client, all together. */
@Singleton
public class ClientSessions {

    private static final int BATCH = 500;

    private final SessionRepository repository;
    private final RevocationList revocationList;
    private final Clock clock;

    ClientSessions(SessionRepository repository, RevocationList revocationList, Clock clock) {
        this.repository = repository;
        this.revocationList = revocationList;
        this.clock = clock;
    }

    /** What is over, as Redis must be told. */
    public record Ended(List<Revocation> revocations) {}

    /** Ends all logins at a client, to be called in the transaction that removes it; {@link #publish} must follow its commit. */
    public Ended endAllOf(String clientId) {
        List<Revocation> revocations = new ArrayList<>();
        List<Session> some;
        do {
            some = repository.endSomeOfClient(clientId, BATCH, clock.instant());
            some.stream()
                    .map(session -> revocationList.record(session.id(), session.userId(), session.accessEnd()))
                    .forEach(revocations::add);
        } while (some.size() == BATCH);
        return new Ended(revocations);
    }

    /** @throws UnavailableException when Redis did not confirm it; it will be told later all the same */
    public void publish(Ended ended) {
        revocationList.publish(ended.revocations());
    }
}
