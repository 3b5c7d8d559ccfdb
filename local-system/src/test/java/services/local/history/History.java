package services.local.history;

import java.time.Duration;
import java.util.List;

/**
 * What was recorded in one run.
 *
 * @param healed from when on nothing was disturbed any more and every part was asked the same, in nanoseconds since the
 *     beginning
 * @param grace how long after its first use a refresh token may come again
 * @param recovery how long after a disturbance the system may need until it is well again
 */
public record History(
        List<Operation> operations, List<Disturbance> disturbances, long healed, Duration grace, Duration recovery) {}
