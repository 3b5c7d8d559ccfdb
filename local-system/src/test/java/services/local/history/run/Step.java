package services.local.history.run;

import java.time.Duration;
import java.util.List;

import services.local.history.Action.Door;
import services.local.history.Part;

/**
 * What one client does next.
 *
 * @param moves done at once, each by a thread of its own
 * @param pause before the step after it
 */
record Step(List<Move> moves, Duration pause) {

    /**
     * One request.
     *
     * @param slot whose login it is about
     * @param auth which auth-service is asked
     * @param resource which resource-service is asked, at the door of the data
     * @param door where a credential is presented that is only looked at
     * @param pick chooses among what the slot has many of
     */
    record Move(Deed deed, int slot, Part auth, Part resource, Door door, int pick) {}
}
