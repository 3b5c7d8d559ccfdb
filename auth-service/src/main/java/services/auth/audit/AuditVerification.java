package services.auth.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One walk along the chain, from its first event to its last. */
final class AuditVerification {

    private static final int MOST_PROBLEMS = 20;

    private final AuditSeal seal;
    private final AuditChainRepository.Chain chain;
    private final Optional<String> known;
    private final List<String> problems = new ArrayList<>();
    private boolean sawKnown;
    private long count;
    private long position;
    private String before;

    AuditVerification(AuditSeal seal, AuditChainRepository.Chain chain, Optional<String> known) {
        this.seal = seal;
        this.chain = chain;
        this.position = chain.firstPosition() - 1;
        this.before = chain.sealBefore();
        this.known = known;
    }

    /** The next one, by position. */
    void add(AuditEvent event) {
        long at = Objects.requireNonNull(event.position());
        String sealed = Objects.requireNonNullElse(event.seal(), "");
        if (at == position) {
            problem("there are two events at position " + at);
        } else if (at != position + 1) {
            problem("events are missing before position " + at);
        } else if (!sealed.equals(seal.of(event, at, before))) {
            problem("the event at position " + at + " (" + event.id() + ") was changed");
        }
        sawKnown |= known.filter((at + ":" + sealed)::equals).isPresent();
        count++;
        position = at;
        before = sealed;
    }

    long position() {
        return position;
    }

    long count() {
        return count;
    }

    AuditChain.Verdict verdict() {
        // while this walked, other events may have followed
        if (position < chain.lastPosition()) {
            problem("events are missing after position " + position);
        }
        if (known.isPresent() && !sawKnown) {
            problem("the log told of an end that is not in the chain: " + known.get());
        }
        return new AuditChain.Verdict(count, position + ":" + before, List.copyOf(problems));
    }

    private void problem(String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }
}
