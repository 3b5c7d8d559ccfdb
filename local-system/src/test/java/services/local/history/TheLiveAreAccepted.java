package services.local.history;

import java.util.List;
import java.util.stream.Stream;

import services.local.history.Refreshes.Attempt;

/** What nobody has begun to end is not refused: no access token, no API key, no refresh token and no login. */
final class TheLiveAreAccepted implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        return Stream.of(looks(evidence), refreshes(evidence), logins(evidence)).flatMap(violations -> violations);
    }

    private Stream<Violation> looks(Evidence evidence) {
        return evidence.looks().keySet().stream().flatMap(credential -> {
            List<Ending> endings = evidence.endings().of(credential);
            return evidence.looks(credential, Outcome.REFUSED).stream()
                    .filter(look -> !isBegunBefore(look.end(), endings))
                    .map(look -> Violation.of(this, "it was live and was refused", look));
        });
    }

    private Stream<Violation> refreshes(Evidence evidence) {
        return evidence.refreshes()
                .all()
                .filter(Attempt::isRefused)
                .filter(attempt -> !evidence.refreshes().mayBeReplay(attempt))
                .filter(attempt -> !isBegunBefore(
                        attempt.operation().end(),
                        evidence.endings().of(attempt.spent().session())))
                .map(attempt -> Violation.of(this, "the refresh token was good and was refused", attempt.operation()));
    }

    /** Who logs in while all logins of the user are ended may be turned away. */
    private Stream<Violation> logins(Evidence evidence) {
        return evidence.history().operations().stream()
                .filter(operation -> operation.outcome() == Outcome.REFUSED)
                .filter(operation -> operation.action() instanceof Action.Login login
                        && evidence.endings()
                                .ofAllLogins(login.user())
                                .noneMatch(end -> end.begin() < operation.end()
                                        && evidence.disturbances().lastEffect(end) > operation.begin()))
                .map(operation -> Violation.of(this, "the password was right and was refused", operation));
    }

    private static boolean isBegunBefore(long moment, List<Ending> endings) {
        return endings.stream().anyMatch(ending -> ending.from() < moment);
    }
}
