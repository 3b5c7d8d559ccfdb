package services.local.history;

import java.util.List;

/** All promises, held against a history. */
public final class Promises {

    private static final List<Promise> ALL = List.of(
            new AnswersAreHonest(),
            new TheDeadAreRefused(),
            new TheDeadStayDead(),
            new TheLiveAreAccepted(),
            new RefreshTokensAreSpentOnce(),
            new InstancesAgree());

    private Promises() {}

    /** What was broken; nothing, if all is well. */
    public static List<Violation> violatedIn(History history) {
        Evidence evidence = new Evidence(history);
        return ALL.stream().flatMap(promise -> promise.violations(evidence)).toList();
    }
}
