package services.local.history;

import java.util.stream.Stream;

/** One promise of the system, held against what happened. */
interface Promise {

    Stream<Violation> violations(Evidence evidence);
}
