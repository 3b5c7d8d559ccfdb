package services.auth.error;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;

import io.micronaut.data.connection.exceptions.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a backing service that is away from a fault of our own. */
public final class Outage {

    private Outage() {}

    /** Whether an outage of PostgreSQL or Redis, or shedding of load, is among the causes. */
    public static boolean isBehind(Throwable failure) {
        return cause(failure) != null;
    }

    /** One line for the log. */
    public static String describe(Throwable failure) {
        Throwable cause = cause(failure);
        String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
        return message.lines().findFirst().orElse("");
    }

    /** What its kind is called: the same for all of one cause, however many there are. */
    static String kind(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof UnavailableException
                ? String.valueOf(cause.getMessage())
                : (cause == null ? failure : cause).getClass().getName();
    }

    private static @Nullable Throwable cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (isOutage(at)) {
                return at;
            }
        }
        return null;
    }

    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case UnavailableException ignored -> true;
            case SQLTransientException ignored -> true;
            case TimeoutException ignored -> true;
            case ConnectionException ignored -> true;
            case SQLException sql -> isOutage(sql.getSQLState());
            default -> false;
        };
    }

    // without a state no server spoke: the pool or the driver found the connection gone. PostgreSQL's error classes: 08
    // connection, 25006 read-only after a failover, 40 rolled back, 53 out of resources,
    // 57 stopped by an operator
    private static boolean isOutage(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.equals("25006")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57");
    }
}
